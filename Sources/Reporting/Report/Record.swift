import Tables

/// One row of a table, its cells by column name.
struct Record {
  let table: Table
  let row: Int

  func text(_ column: String) -> String? { table[column]?[row].text }
  func integer(_ column: String) -> Int? { table[column]?[row].integer }
  func number(_ column: String) -> Double? { table[column]?[row].number }

  /// A date column's cell, written `yyyy-mm-dd`.
  func date(_ column: String) -> String? {
    if case .date(let ordinal) = table[column]?[row] { dateText(ordinal) } else { nil }
  }

  /// The window of `window_start` and `window_end`.
  var window: Window? {
    guard let first = integer("window_start"), let last = integer("window_end") else { return nil }
    return Window(first: first, last: last)
  }
}

/// Sessions from one to another, counted from the event session.
struct Window: Hashable, CustomStringConvertible {
  let first: Int
  let last: Int

  var description: String { "[\(signed(first)), \(signed(last))]" }
}

/// A whole number with its sign; zero has none.
func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : String(value) }

extension TableSet {
  /// The rows of the named table; none when there is no such table.
  func records(_ name: String) -> [Record] {
    guard let table = self[name] else { return [] }
    return (0..<table.rowCount).map { Record(table: table, row: $0) }
  }
}

extension Sequence where Element: Hashable {
  /// The different elements in the order of first appearance.
  func distinct() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
