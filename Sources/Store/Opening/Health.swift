import Foundation
import GRDB

/// What a look at a database file finds, without a change to it.
public struct DatabaseHealth: Hashable, Sendable {
  /// The schema of the file; 0 of one whose making was interrupted.
  public let schema: Int
  /// The schema that this version writes.
  public let supportedSchema: Int
  /// The mode of the journal as the file's header tells it: `wal` or `rollback`.
  public let journalMode: String
  /// What `PRAGMA quick_check` complains of; nothing of a sound file.
  public let damage: [String]
}

extension ReactionDatabase {
  /// The version of the SQLite library in use.
  public static func libraryVersion() throws -> String {
    try translatingErrors(path: ":memory:") {
      try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? ""
    }
  }

  /// Examines a file without writing, and without bringing an earlier schema up to date.
  ///
  /// - Parameter path: The path of the file.
  /// - Returns: What was found; `nil` when there is no file, or an empty one.
  /// - Throws: `StoreError` when the file is not of this program, of a newer schema, or so damaged
  ///   that it cannot be opened.
  public static func examine(path: String) throws -> DatabaseHealth? {
    try translatingErrors(path: path) {
      guard case .database(let application, let schema) = try DatabaseFile(path: path).content()
      else { return nil }
      try refuseForeign(path: path, applicationID: application, schema: schema)
      return DatabaseHealth(
        schema: schema, supportedSchema: currentSchema, journalMode: try journalMode(path),
        damage: try damage(path))
    }
  }
}

/// A file without a log is read as one nobody writes to, which leaves no files beside it. When a
/// writer began meanwhile, what seems damaged is looked at again.
private func damage(_ path: String) throws -> [String] {
  guard hasNoLog(path) else { return try quickCheck(path) }
  let found = Result { try quickCheck(immutableAddress(path)) }
  if (try? found.get()) != [], !hasNoLog(path) { return try quickCheck(path) }
  return try found.get()
}

private func quickCheck(_ address: String) throws -> [String] {
  let database = try DatabaseQueue(path: address, configuration: configuration(readOnly: true))
  defer { try? database.close() }
  let lines = try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(10)") }
  return lines.filter { $0 != "ok" }
}

/// https://www.sqlite.org/fileformat.html, section 1.3: byte 18 is 2 with a write-ahead log.
private func journalMode(_ path: String) throws -> String {
  let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  defer { try? file.close() }
  return try file.read(upToCount: 19)?.last == 2 ? "wal" : "rollback"
}
