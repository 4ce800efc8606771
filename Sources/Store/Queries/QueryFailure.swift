import GRDB
import GRDBSQLite
import MarketData

extension QueryConnection {
  /// What a result code says about a statement, of which the part from a byte on was prepared.
  func failure(_ code: CInt, _ sql: String, from start: Int = 0) -> any Error {
    let message = String(cString: sqlite3_errmsg(handle))
    // The code of a refusal depends on what was refused, and on whether the schema was read before.
    if let forbidden, message.hasPrefix("not authorized") { return QueryError.forbidden(forbidden) }
    switch ResultCode(rawValue: code).primaryResultCode {
    case .SQLITE_NOMEM:
      return QueryError.memory(bytes: memoryLimit)
    case .SQLITE_INTERRUPT:
      return QueryError.timeout(seconds: secondsAllowed)
    case .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE:
      let offset = Int(sqlite3_error_offset(handle))
      return QueryError.invalid(
        message, at: offset < 0 ? nil : QueryPosition(byte: start + offset, in: sql),
        nearest: nearestTable(message))
    default: return error(code)
    }
  }

  /// The table that a name most likely means that SQLite did not find.
  private func nearestTable(_ message: String) -> String? {
    let prefix = "no such table: "
    guard message.hasPrefix(prefix) else { return nil }
    return nearestName(to: String(message.dropFirst(prefix.count)), among: tableNames)
  }

  private var tableNames: [String] {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return [] }
    defer { sqlite3_finalize(statement) }
    var names = ["prices"]
    while sqlite3_step(statement) == SQLITE_ROW {
      if let name = sqlite3_column_text(statement, 0) { names.append(String(cString: name)) }
    }
    return names
  }
}
