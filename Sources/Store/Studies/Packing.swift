import MarketData
import struct Tables.Column
import struct Tables.Table

/// How several consecutive rows of one event and model are kept in one stored row.
///
/// Most of the time that storing rows takes is spent per row and not per value. A stored row
/// therefore holds the cells of up to `slots` rows. What rows of many events have in common, such
/// as the days and the degrees of freedom, is a pattern, kept once; what follows from other
/// columns by one operation of floating-point arithmetic is left to the view, which does the same
/// operation.
struct Packing: Sendable {
  /// The columns that the rows of one stored row share.
  static let keys = ["event_id", "symbol", "model"]

  /// The most rows that a stored row holds.
  let slots: Int
  /// The columns of the pattern.
  let shared: [String]
  /// The columns kept for every row, in the order of the stored columns.
  let cells: [String]
  /// Columns whose cells are left out where the rule gives them, in the order of leaving out.
  let spared: [Derivation]
  /// Columns that are never stored, since the rule gives every one of their cells.
  let derived: [Derivation]

  /// The packing of a result table; `nil` for one whose rows are stored one by one.
  static func of(table name: String) -> Packing? { all[name] }

  private static let all = [
    "ar": Packing(
      slots: 7, shared: ["rel_day", "df", "status", "reason"],
      cells: ["session", "actual", "expected", "ar", "std_error", "p_value"],
      spared: [Derivation("ar", .difference("actual", "expected"))],
      derived: [
        Derivation("sar", .quotient("ar", "std_error")), Derivation("statistic", .copy("sar")),
      ]),
    "car": Packing(
      slots: 4,
      shared: ["window_start", "window_end", "n_days", "df", "status", "reason"],
      cells: ["car", "std_error", "scar", "p_value", "bhar"], spared: [],
      derived: [Derivation("statistic", .quotient("car", "std_error"))]),
    "event_tests": Packing(
      slots: 8,
      shared: [
        "window_start", "window_end", "test", "variant", "distribution", "df", "status", "reason",
      ],
      cells: ["estimate", "std_error", "statistic", "p_value", "p_lower", "p_upper"],
      spared: [
        Derivation("statistic", .quotient("estimate", "std_error")),
        Derivation("p_value", .twiceTheSmaller("p_lower", "p_upper")),
        Derivation("p_lower", .complement("p_upper")),
        Derivation("p_upper", .complement("p_lower")),
      ], derived: []),
  ]

  /// The table with keys, pattern and cells as its columns, in this order, and without the cells
  /// that are spared; `nil` when some cell would not come back as it is.
  func stored(_ table: Table) -> Table? {
    guard derived.allSatisfy({ $0.givesAll(of: table) }) else { return nil }
    var remaining = table
    for derivation in spared {
      guard let column = derivation.remainder(of: remaining, original: table) else { return nil }
      remaining = remaining.replacing(column)
    }
    let columns = (Self.keys + shared + cells).compactMap { remaining[$0] }
    return columns.count == Self.keys.count + shared.count + cells.count
      ? Table(table.name, columns) : nil
  }
}

/// A column whose cells may follow from others.
struct Derivation: Sendable {
  enum Rule: Sendable {
    case difference(String, String)
    case quotient(String, String)
    case copy(String)
    /// One minus the column.
    case complement(String)
    /// Twice the smaller of two columns, at most 1.
    case twiceTheSmaller(String, String)
  }

  let column: String
  let rule: Rule

  init(_ column: String, _ rule: Rule) {
    self.column = column
    self.rule = rule
  }

  /// Whether the rule gives exactly the column's cells, missing ones included.
  func givesAll(of table: Table) -> Bool {
    guard let cells = table.numbers(column), let given = values(table) else { return false }
    return cells.indices.allSatisfy { isSame(cells[$0], given[$0]) }
  }

  /// The column without the cells that the rule gives; `nil` when the rule gives a value where
  /// there is none.
  func remainder(of table: Table, original: Table) -> Column? {
    guard let cells = original.numbers(column), let given = values(table) else { return nil }
    var remaining = cells
    for row in cells.indices {
      if isSame(cells[row], given[row]) {
        remaining[row] = .missing
      } else if cells[row].isMissing {
        return nil
      }
    }
    return Column(column, numbers: remaining)
  }

  /// Equal as SQLite stores numbers, which knows one zero.
  private func isSame(_ a: Double, _ b: Double) -> Bool { a == b || (a.isMissing && b.isMissing) }

  /// What the rule gives, as SQL would: nothing from a missing operand or a division by zero.
  private func values(_ table: Table) -> [Double]? {
    switch rule {
    case .difference(let a, let b): table.combined(a, b) { $0 - $1 }
    case .quotient(let a, let b): table.combined(a, b) { $1 == 0 ? .missing : $0 / $1 }
    case .copy(let a): table.numbers(a)
    case .complement(let a): table.combined(a, a) { one, _ in 1 - one }
    case .twiceTheSmaller(let a, let b):
      table.combined(a, b) {
        $0.isMissing || $1.isMissing ? .missing : Swift.min(1, 2 * Swift.min($0, $1))
      }
    }
  }
}

extension Table {
  fileprivate func numbers(_ name: String) -> [Double]? {
    if case .number(let values)? = self[name]?.values { values } else { nil }
  }

  @inline(__always)
  fileprivate func combined(_ a: String, _ b: String, _ operation: (Double, Double) -> Double)
    -> [Double]?
  {
    guard let a = numbers(a), let b = numbers(b) else { return nil }
    return [Double](unsafeUninitializedCapacity: a.count) { target, count in
      for row in a.indices { target[row] = operation(a[row], b[row]) }
      count = a.count
    }
  }

  fileprivate func replacing(_ column: Column) -> Table {
    Table(name, columns.map { $0.name == column.name ? column : $0 })
  }
}
