import GRDBSQLite
import struct Tables.Table

/// One statement on a connection for queries, whose rows come as parts of a table.
final class QueryStatement {
  private let connection: QueryConnection
  private let statement: OpaquePointer
  private let sql: String
  private var columns: [ResultColumn]
  private var state = State.next

  private enum State {
    /// The next row is to be fetched.
    case next
    /// The statement's row was fetched and did not fit the part before.
    case waiting
    case ended
  }

  /// Rows of a part: enough that a part costs nothing, few enough to stay in the processor's cache.
  private static let partSize = 4096

  /// Prepares a statement; throws `QueryError` when it is not one statement of SQL that reads.
  init(_ connection: QueryConnection, _ sql: String) throws {
    self.connection = connection
    self.sql = sql
    statement = try prepared(sql, connection)
    columns = resultColumns(statement)
  }

  deinit { sqlite3_finalize(statement) }

  /// Throws when the statement has parameters, for which nobody could give values.
  func refuseParameters() throws {
    guard sqlite3_bind_parameter_count(statement) > 0 else { return }
    let name = sqlite3_bind_parameter_name(statement, 1).map { String(cString: $0) }
    throw QueryError.parameter(name ?? "?")
  }

  /// Gives the parameters values and begins again.
  func restart(_ values: [String?]) {
    sqlite3_reset(statement)
    state = .next
    for (index, value) in values.enumerated() {
      let position = CInt(index + 1)
      guard let value else {
        sqlite3_bind_null(statement, position)
        continue
      }
      sqlite3_bind_text(statement, position, value, -1, transient)
    }
  }

  /// The next rows; `nil` when there are no more.
  func nextPart() throws -> Table? {
    var count = 0
    while count < Self.partSize, try fetch() {
      guard addRow() else {
        state = .waiting
        break
      }
      count += 1
    }
    return count > 0 ? take() : nil
  }

  /// A part without rows.
  func emptyPart() -> Table { take() }

  private func take() -> Table { Table("result", columns.indices.map { columns[$0].take() }) }

  private func fetch() throws -> Bool {
    if state == .next {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW || code == SQLITE_DONE else { throw connection.failure(code, sql) }
      if code == SQLITE_DONE { state = .ended }
    } else if state == .waiting {
      state = .next
    }
    return state != .ended
  }

  /// Adds the row to all columns or to none.
  private func addRow() -> Bool {
    for index in columns.indices where !columns[index].add(statement, CInt(index)) {
      for added in 0..<index { columns[added].removeLast() }
      return false
    }
    return true
  }
}

private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

private func prepared(_ sql: String, _ connection: QueryConnection) throws -> OpaquePointer {
  if let end = Array(sql.utf8).firstIndex(of: 0) {
    let position = QueryPosition(byte: end, in: sql)
    throw QueryError.invalid("a NUL character", at: position, nearest: nil)
  }
  let (first, rest) = try prepare(sql, from: 0, connection)
  guard let first else { throw QueryError.empty }
  do {
    if let second = try secondStatement(sql, from: rest, connection) {
      throw QueryError.severalStatements(at: QueryPosition(byte: second, in: sql))
    }
    guard sqlite3_stmt_readonly(first) != 0, sqlite3_column_count(first) > 0 else {
      throw QueryError.forbidden("a statement without rows")
    }
    return first
  } catch {
    sqlite3_finalize(first)
    throw error
  }
}

/// Prepares what begins at a byte; `nil` when there are only spaces, comments or a semicolon.
private func prepare(
  _ sql: String, from offset: Int, _ connection: QueryConnection
) throws -> (statement: OpaquePointer?, rest: Int) {
  var sql = sql
  return try sql.withUTF8 { bytes in
    try bytes.withMemoryRebound(to: CChar.self) { characters in
      guard let start = characters.baseAddress else { return (nil, 0) }
      var statement: OpaquePointer?
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v3(
        connection.handle, start + offset, CInt(characters.count - offset), 0, &statement, &tail)
      guard code == SQLITE_OK else {
        throw connection.failure(code, String(decoding: bytes, as: UTF8.self), from: offset)
      }
      return (statement, tail.map { $0 - start } ?? characters.count)
    }
  }
}

/// Where a second statement begins, valid or not.
private func secondStatement(
  _ sql: String, from rest: Int, _ connection: QueryConnection
) throws -> Int? {
  var offset = rest
  while offset < sql.utf8.count {
    let (statement, next): (OpaquePointer?, Int)
    do { (statement, next) = try prepare(sql, from: offset, connection) } catch {
      return offset + leadingSpaces(sql, from: offset)
    }
    guard statement == nil else {
      sqlite3_finalize(statement)
      return offset + leadingSpaces(sql, from: offset)
    }
    guard next > offset else { return nil }
    offset = next
  }
  return nil
}

private func leadingSpaces(_ sql: String, from offset: Int) -> Int {
  let spaces = Array(" \t\r\n;".utf8)
  return sql.utf8.dropFirst(offset).prefix { spaces.contains($0) }.count
}

/// The columns, each with a name of its own: a name that is there already gets a number.
private func resultColumns(_ statement: OpaquePointer) -> [ResultColumn] {
  var names: Set<String> = []
  return (0..<sqlite3_column_count(statement)).map { position in
    let given = sqlite3_column_name(statement, position).map { String(cString: $0) } ?? ""
    var name = given
    var number = 2
    while !names.insert(name).inserted {
      name = "\(given)_\(number)"
      number += 1
    }
    let declared = sqlite3_column_decltype(statement, position).map { String(cString: $0) }
    return ResultColumn(name: name, declared: declared)
  }
}
