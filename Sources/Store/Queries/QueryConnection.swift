import CPricesTable
import GRDB
import GRDBSQLite

/// A connection of its own on which tables `prices` and all others can be queried and nothing can
/// be written.
final class QueryConnection {
  let handle: OpaquePointer
  /// The most memory that SQLite may take while a statement of others runs.
  let memoryLimit = 256 << 20
  /// For how long such a statement may run.
  var secondsAllowed = Double.infinity
  private let guardian = QueryGuard()

  /// Opens a database that another connection of this process holds open; the files of the log,
  /// which this one could not remove, are then removed by that one.
  init(path: String) throws {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    self.handle = handle
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, 5000)
    try check(reaction_register_prices(handle))
  }

  deinit { sqlite3_close_v2(handle) }

  /// What was forbidden last.
  var forbidden: String? { guardian.forbidden }

  /// From now on takes statements of others: nothing but reading, within limits.
  func restrict() throws {
    try check(reaction_guard_connection(handle))
    try check(sqlite3_exec(handle, "PRAGMA query_only = 1", nil, nil, nil))
    for (limit, value) in Self.limits { sqlite3_limit(handle, limit, value) }
    guardian.watch(handle)
  }

  func check(_ code: CInt) throws {
    guard code == SQLITE_OK else { throw error(code) }
  }

  func error(_ code: CInt) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)))
  }

  /// After https://www.sqlite.org/security.html, section 1.2; the length has to leave room for the
  /// longest column of a segment, 2^20 doubles.
  private static let limits: [(CInt, CInt)] = [
    (SQLITE_LIMIT_LENGTH, 16 << 20),
    (SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (SQLITE_LIMIT_EXPR_DEPTH, 100),
    (SQLITE_LIMIT_COMPOUND_SELECT, 50),
    (SQLITE_LIMIT_VDBE_OP, 100_000),
    (SQLITE_LIMIT_ATTACHED, 0),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
    (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]
}
