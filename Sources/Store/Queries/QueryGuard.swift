import GRDBSQLite

/// Lets the statements of a connection read and nothing else.
final class QueryGuard {
  /// What was forbidden last: `DELETE`, `PRAGMA journal_mode`, `load_extension()`.
  private(set) var forbidden: String?

  /// Watches a connection, which must not outlive this object.
  func watch(_ handle: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      handle,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        let watcher = Unmanaged<QueryGuard>.fromOpaque(context).takeUnretainedValue()
        return watcher.answer(
          action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      }, context)
  }

  private func answer(_ action: CInt, _ first: String?, _ second: String?) -> CInt {
    switch action {
    // Almost all questions are of this kind.
    case SQLITE_READ, SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_FUNCTION where !Self.functions.contains(second ?? ""): return SQLITE_OK
    case SQLITE_PRAGMA where Self.isReading(first ?? "", argument: second): return SQLITE_OK
    // SQLite asks this while it learns the columns of `prices`. Statements that would do it are
    // refused by the defensive flag, and because they do not only read.
    case SQLITE_UPDATE where first == "sqlite_master": return SQLITE_OK
    case SQLITE_FUNCTION: forbidden = "\(second ?? "")()"
    case SQLITE_PRAGMA: forbidden = "PRAGMA \(first ?? "")"
    case SQLITE_TRANSACTION: forbidden = first
    default: forbidden = Self.names[action] ?? "this"
    }
    return SQLITE_DENY
  }

  private static let functions: Set = ["load_extension", "fts3_tokenizer"]

  /// Whether a pragma only tells something; its argument is then the name of what it tells of.
  private static func isReading(_ pragma: String, argument: String?) -> Bool {
    describing.contains(pragma.lowercased())
      || argument == nil && telling.contains(pragma.lowercased())
  }

  private static let describing: Set = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo",
    "foreign_key_list", "integrity_check", "quick_check",
  ]
  private static let telling: Set = [
    "database_list", "function_list", "module_list", "pragma_list", "collation_list",
    "compile_options", "user_version", "application_id", "schema_version", "page_count",
    "page_size", "encoding", "journal_mode",
  ]

  private static let names: [CInt: String] = [
    SQLITE_INSERT: "INSERT", SQLITE_UPDATE: "UPDATE", SQLITE_DELETE: "DELETE",
    SQLITE_ATTACH: "ATTACH", SQLITE_DETACH: "DETACH", SQLITE_SAVEPOINT: "SAVEPOINT",
    SQLITE_ALTER_TABLE: "ALTER TABLE", SQLITE_REINDEX: "REINDEX", SQLITE_ANALYZE: "ANALYZE",
    SQLITE_CREATE_TABLE: "CREATE TABLE", SQLITE_CREATE_TEMP_TABLE: "CREATE TABLE",
    SQLITE_CREATE_VIEW: "CREATE VIEW", SQLITE_CREATE_TEMP_VIEW: "CREATE VIEW",
    SQLITE_CREATE_INDEX: "CREATE INDEX", SQLITE_CREATE_TEMP_INDEX: "CREATE INDEX",
    SQLITE_CREATE_TRIGGER: "CREATE TRIGGER", SQLITE_CREATE_TEMP_TRIGGER: "CREATE TRIGGER",
    SQLITE_CREATE_VTABLE: "CREATE VIRTUAL TABLE", SQLITE_DROP_TABLE: "DROP TABLE",
    SQLITE_DROP_VIEW: "DROP VIEW", SQLITE_DROP_INDEX: "DROP INDEX",
    SQLITE_DROP_TRIGGER: "DROP TRIGGER", SQLITE_DROP_VTABLE: "DROP TABLE",
  ]
}
