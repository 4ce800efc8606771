/// A named table of typed columns of equal length.
///
/// Columns are contiguous; every kind has its own mark of an absent value, so that a missing
/// cell is missing and never zero.
public struct Table: Hashable, Sendable {
  /// The table's name.
  public let name: String
  /// The columns in their order.
  public private(set) var columns: [Column]

  /// A table of columns that all have the same number of rows.
  public init(_ name: String, _ columns: [Column]) {
    precondition(
      columns.allSatisfy { $0.count == columns.first?.count },
      "columns of '\(name)' differ in length")
    self.name = name
    self.columns = columns
  }

  /// The number of rows, that of every column.
  public var rowCount: Int { columns.first?.count ?? 0 }

  /// The column of that name.
  public subscript(column: String) -> Column? { columns.first { $0.name == column } }

  /// The rows at the given positions, in that order.
  public func rows(_ positions: [Int]) -> Table {
    Table(name, columns.map { $0.rows(positions) })
  }
}

/// One column of a table.
public struct Column: Hashable, Sendable {
  /// What a column holds. Names follow SQLite's view of the same values.
  public enum Kind: String, Hashable, Sendable {
    case text, integer, number, date
  }

  /// The cells, with the mark each kind uses for a missing one.
  public enum Values: Hashable, Sendable {
    /// Positions in `labels`, -1 for missing.
    case text(codes: [Int32], labels: [String])
    /// `Int.min` is missing.
    case integer([Int])
    /// NaN is missing.
    case number([Double])
    /// Days since 1970-01-01, `Int32.min` is missing.
    case date([Int32])
  }

  /// The column's name.
  public let name: String
  /// The cells.
  public let values: Values

  /// A column of the given cells.
  public init(_ name: String, _ values: Values) {
    self.name = name
    self.values = values
  }

  /// A column of texts, `nil` for missing.
  public init(_ name: String, texts: [String?]) {
    var labels = Labels()
    self.init(name, .text(codes: texts.map { labels.code($0) }, labels: labels.texts))
  }

  /// A column of whole numbers, `nil` for missing.
  public init(_ name: String, integers: [Int?]) {
    self.init(name, .integer(integers.map { $0 ?? .min }))
  }

  /// A column of numbers, NaN for missing.
  public init(_ name: String, numbers: [Double]) { self.init(name, .number(numbers)) }

  /// A column of dates as days since 1970-01-01, `nil` for missing.
  public init(_ name: String, dates: [Int?]) {
    self.init(name, .date(dates.map { $0.map(Int32.init) ?? .min }))
  }

  /// What the column holds.
  public var kind: Kind {
    switch values {
    case .text: .text
    case .integer: .integer
    case .number: .number
    case .date: .date
    }
  }

  /// The number of cells.
  public var count: Int {
    switch values {
    case .text(let codes, _): codes.count
    case .integer(let values): values.count
    case .number(let values): values.count
    case .date(let values): values.count
    }
  }

  /// One cell as a value that says when it is missing.
  public subscript(row: Int) -> Cell {
    switch values {
    case .text(let codes, let labels): codes[row] < 0 ? .missing : .text(labels[Int(codes[row])])
    case .integer(let values): values[row] == .min ? .missing : .integer(values[row])
    case .number(let values): values[row].isNaN ? .missing : .number(values[row])
    case .date(let values): values[row] == .min ? .missing : .date(Int(values[row]))
    }
  }

  func rows(_ positions: [Int]) -> Column {
    switch values {
    case .text(let codes, let labels):
      Column(name, .text(codes: positions.map { codes[$0] }, labels: labels))
    case .integer(let values): Column(name, .integer(positions.map { values[$0] }))
    case .number(let values): Column(name, .number(positions.map { values[$0] }))
    case .date(let values): Column(name, .date(positions.map { values[$0] }))
    }
  }
}

/// One cell of a table.
public enum Cell: Hashable, Sendable {
  case text(String)
  case integer(Int)
  case number(Double)
  /// Days since 1970-01-01.
  case date(Int)
  case missing

  /// The text, when this is a text.
  public var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The whole number, when this is one.
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }

  /// The number, when this is a number of either kind.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}

/// Distinct texts, each with a code: its position in the order of first appearance.
public struct Labels: Sendable {
  /// The distinct texts; a text's position is its code.
  public private(set) var texts: [String] = []
  private var codes: [String: Int32] = [:]

  /// No texts yet.
  public init() {}

  /// The code of a text, which is added when it is new; -1 for no text.
  public mutating func code(_ text: String?) -> Int32 {
    guard let text else { return -1 }
    if let code = codes[text] { return code }
    let code = Int32(texts.count)
    codes[text] = code
    texts.append(text)
    return code
  }
}

extension Table {
  /// The rows of tables with the same columns, one table's after the other's.
  public init(_ name: String, stacking tables: [Table]) {
    guard let first = tables.first else {
      self.init(name, [])
      return
    }
    self.init(
      name,
      first.columns.indices.map { position in
        Column(stacking: tables.map { $0.columns[position] })
      })
  }
}

extension Column {
  /// The cells of columns of one kind, one column's after the other's.
  fileprivate init(stacking columns: [Column]) {
    let name = columns[0].name
    switch columns[0].values {
    case .integer: self.init(name, .integer(columns.stacked(\.integers)))
    case .number: self.init(name, .number(columns.stacked(\.numbers)))
    case .date: self.init(name, .date(columns.stacked(\.dates)))
    case .text: self.init(name, Self.texts(of: columns))
    }
  }

  /// Codes stay as they are while the columns have their labels in common.
  private static func texts(of columns: [Column]) -> Values {
    let shared = columns[0].labels
    guard columns.contains(where: { $0.labels != shared }) else {
      return .text(codes: columns.stacked(\.codes), labels: shared)
    }
    var (codes, labels) = ([Int32](), Labels())
    codes.reserveCapacity(columns.reduce(0) { $0 + $1.count })
    for column in columns {
      let renamed = column.labels.map { labels.code($0) }
      codes.append(contentsOf: column.codes.lazy.map { $0 < 0 ? -1 : renamed[Int($0)] })
    }
    return .text(codes: codes, labels: labels.texts)
  }

  private var integers: [Int] { if case .integer(let values) = values { values } else { [] } }
  private var numbers: [Double] { if case .number(let values) = values { values } else { [] } }
  private var dates: [Int32] { if case .date(let values) = values { values } else { [] } }
  private var codes: [Int32] { if case .text(let codes, _) = values { codes } else { [] } }
  private var labels: [String] { if case .text(_, let labels) = values { labels } else { [] } }
}

extension [Column] {
  fileprivate func stacked<Value>(_ values: (Column) -> [Value]) -> [Value] {
    var all: [Value] = []
    all.reserveCapacity(reduce(0) { $0 + $1.count })
    for column in self { all.append(contentsOf: values(column)) }
    return all
  }
}
