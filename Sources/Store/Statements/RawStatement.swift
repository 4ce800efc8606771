import GRDB
import GRDBSQLite

/// A prepared statement bound and stepped without boxing values, for the loops that GRDB's own
/// statements would slow down.
///
/// Besides the folder Queries the only file that calls SQLite's C functions. Positions of parameters count from 1, those of
/// result columns from 0.
final class RawStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer
  private let sql: String

  init(_ db: Database, _ sql: String) throws {
    guard let connection = db.sqliteConnection else {
      throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
    }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else {
      throw Self.error(code, connection, sql)
    }
    self.statement = statement
    self.connection = connection
    self.sql = sql
  }

  deinit { sqlite3_finalize(statement) }

  private static func error(_ code: CInt, _ connection: OpaquePointer, _ sql: String) -> any Error {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)),
      sql: sql)
  }
}

// MARK: Parameters

extension RawStatement {
  @inline(__always)
  func bind(_ value: Int64, at position: Int32) { sqlite3_bind_int64(statement, position, value) }

  func bind(_ value: Int64?, at position: Int32) {
    if let value { bind(value, at: position) } else { bindNull(at: position) }
  }

  /// NaN becomes NULL.
  @inline(__always)
  func bind(_ value: Double, at position: Int32) {
    sqlite3_bind_double(statement, position, value)
  }

  @inline(__always)
  func bindNull(at position: Int32) { sqlite3_bind_null(statement, position) }

  func bind(_ text: String?, at position: Int32) {
    guard var text else { return bindNull(at: position) }
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text may have no address, which SQLite would take for NULL.
        let start = characters.baseAddress ?? UnsafePointer(bitPattern: 1)
        sqlite3_bind_text(statement, position, start, Int32(characters.count), transient)
      }
    }
  }

  /// Binds bytes that stay where they are until the statement was stepped.
  func bind(_ blob: UnsafeRawBufferPointer?, at position: Int32) {
    guard let blob else { return bindNull(at: position) }
    sqlite3_bind_blob64(statement, position, blob.baseAddress, UInt64(blob.count), nil)
  }
}

/// Makes SQLite copy what is bound.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

// MARK: Steps

extension RawStatement {
  /// Moves to the next row; `false` when there is none.
  @inline(__always)
  func step() throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    sqlite3_reset(statement)
    throw Self.error(code, connection, sql)
  }

  /// Makes the statement ready to run again with the same parameters.
  @inline(__always)
  func reset() { sqlite3_reset(statement) }

  /// Runs a statement that returns no row and makes it ready to run again.
  @inline(__always)
  func run() throws {
    _ = try step()
    reset()
  }

  /// Runs `body` on each row, then makes the statement ready to run again.
  func forEachRow(_ body: (RawStatement) throws -> Void) throws {
    defer { reset() }
    while try step() { try body(self) }
  }

  /// The rows that the statement changed when it ran last.
  var changes: Int { Int(sqlite3_changes(connection)) }

  /// The row id of the row inserted last.
  var lastInserted: Int64 { sqlite3_last_insert_rowid(connection) }
}

// MARK: Results

extension RawStatement {
  @inline(__always)
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  @inline(__always)
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  @inline(__always)
  func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  func text(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// The bytes of a blob, valid until the next step; `nil` for NULL.
  func blob(_ column: Int32) -> UnsafeRawBufferPointer? {
    guard !isNull(column) else { return nil }
    let start = sqlite3_column_blob(statement, column)
    return UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}
