import GRDBSQLite
import MarketData
import struct Tables.Column

/// The cells of one result column while rows are read.
///
/// SQLite's values have types, its columns have none: a column takes the kind of its first values,
/// and who reads ends the part when a value of another kind comes.
struct ResultColumn {
  let name: String
  /// The kind of a column in which nothing is seen: the declared one, then that of the part before.
  private var usual: Column.Kind
  private var kind: Column.Kind?
  private var count = 0
  private var integers: [Int] = []
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var labels: [String] = []

  init(name: String, declared: String?) {
    self.name = name
    usual =
      switch declared?.uppercased() {
      case "REAL": .number
      case "INTEGER", "INT": .integer
      default: .text
      }
  }

  /// Adds the value of the statement's row; `false` when it does not fit the part.
  mutating func add(_ statement: OpaquePointer, _ position: CInt) -> Bool {
    switch sqlite3_column_type(statement, position) {
    case SQLITE_NULL: addMissing()
    case SQLITE_INTEGER: return add(Int(sqlite3_column_int64(statement, position)))
    case SQLITE_FLOAT: return add(sqlite3_column_double(statement, position))
    case SQLITE_BLOB: return add(hexadecimal(statement, position))
    default: return add(text(statement, position))
    }
    return true
  }

  /// Takes the last value back, when another column had no room for its row.
  mutating func removeLast() {
    count -= 1
    switch kind {
    case .integer: integers.removeLast()
    case .number: numbers.removeLast()
    case .text: codes.removeLast()
    default: break
    }
  }

  /// The cells, which are then forgotten.
  mutating func take() -> Column {
    begin(kind ?? usual)
    defer { self = ResultColumn(emptied: self) }
    return switch kind {
    case .integer: Column(name, .integer(integers))
    case .number: Column(name, .number(numbers))
    default: Column(name, .text(codes: codes, labels: labels))
    }
  }

  private init(emptied column: ResultColumn) {
    name = column.name
    usual = column.kind ?? column.usual
  }

  private mutating func addMissing() {
    count += 1
    switch kind {
    case .integer: integers.append(.min)
    case .number: numbers.append(.missing)
    case .text: codes.append(-1)
    default: break
    }
  }

  private mutating func add(_ value: Int) -> Bool {
    // The smallest integer is the mark of a missing one.
    if value == .min { return add(Double(value)) }
    if kind == nil { begin(.integer) }
    if kind == .number, value.magnitude <= 1 << 53 { return add(Double(value)) }
    guard kind == .integer else { return false }
    count += 1
    integers.append(value)
    return true
  }

  private mutating func add(_ value: Double) -> Bool {
    if kind == nil { begin(.number) }
    if kind == .integer { becomeNumbers() }
    guard kind == .number else { return false }
    count += 1
    numbers.append(value)
    return true
  }

  private mutating func add(_ value: String) -> Bool {
    if kind == nil { begin(.text) }
    guard kind == .text else { return false }
    // Rows that follow each other often have the same text, such as a symbol.
    if labels.last != value { labels.append(value) }
    count += 1
    codes.append(Int32(labels.count - 1))
    return true
  }

  /// Gives the column a kind and what is missing so far that kind's mark.
  private mutating func begin(_ new: Column.Kind) {
    guard kind == nil else { return }
    kind = new
    switch new {
    case .integer: integers = Array(repeating: .min, count: count)
    case .number: numbers = Array(repeating: .missing, count: count)
    default: codes = Array(repeating: -1, count: count)
    }
  }

  /// Makes integers numbers when none of them changes by it.
  private mutating func becomeNumbers() {
    guard integers.allSatisfy({ $0 == .min || $0.magnitude <= 1 << 53 }) else { return }
    kind = .number
    numbers = integers.map { $0 == .min ? .missing : Double($0) }
    integers = []
  }
}

private func text(_ statement: OpaquePointer, _ position: CInt) -> String {
  let start = sqlite3_column_text(statement, position)
  let count = Int(sqlite3_column_bytes(statement, position))
  return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

private func hexadecimal(_ statement: OpaquePointer, _ position: CInt) -> String {
  let start = sqlite3_column_blob(statement, position)
  let bytes = UnsafeRawBufferPointer(
    start: start, count: Int(sqlite3_column_bytes(statement, position)))
  let digits = Array("0123456789ABCDEF".utf8)
  return String(
    decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
