/// A table read from CSV as RFC 4180 describes it, by the fewest rules that will do.
struct CSVTable: Equatable {
  let columns: [String]
  let rows: [[String]]

  init(_ text: String, separator: Character = ",") {
    var records = [[""]]
    var isQuoted = false
    var mayReopen = false
    for character in text {
      switch character {
      case "\"" where isQuoted: (isQuoted, mayReopen) = (false, true)
      case "\"":
        if mayReopen { records.extendLast(with: "\"") }
        (isQuoted, mayReopen) = (true, false)
      case separator where !isQuoted:
        records[records.count - 1].append("")
        mayReopen = false
      case "\n" where !isQuoted:
        records.append([""])
        mayReopen = false
      default: records.extendLast(with: character)
      }
    }
    if records.last == [""] { records.removeLast() }
    columns = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// Whether every row has a cell for every column.
  var isRectangular: Bool { rows.allSatisfy { $0.count == columns.count } }

  /// The cells of a column; none when there is no such column.
  subscript(column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }

  /// The rows that have all of the given cells.
  func rows(where cells: [String: String]) -> [[String: String]] {
    rows.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }.filter { row in
      cells.allSatisfy { row[$0.key] == $0.value }
    }
  }
}

extension [[String]] {
  fileprivate mutating func extendLast(with character: Character) {
    self[count - 1][self[count - 1].count - 1].append(character)
  }
}
