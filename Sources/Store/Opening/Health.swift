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
  /// What was found in the stored columns of prices; `nil` of a damaged file, and of one whose
  /// making was interrupted.
  public let prices: PriceHealth?
  /// What was found in the stored columns of factors; `nil` where `prices` is.
  public let factors: FactorHealth?
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
      let found = try contents(path, hasTables: schema > 0)
      return DatabaseHealth(
        schema: schema, supportedSchema: currentSchema, journalMode: try journalMode(path),
        damage: found.damage, prices: found.prices, factors: found.factors)
    }
  }
}

private struct Contents {
  let damage: [String]
  var prices: PriceHealth?
  var factors: FactorHealth?

  var isSound: Bool {
    damage.isEmpty && prices?.damage.isEmpty != false && factors?.damage.isEmpty != false
  }
}

/// A file without a log is read as one nobody writes to, which leaves no files beside it. When a
/// writer began meanwhile, what seems damaged is looked at again.
private func contents(_ path: String, hasTables: Bool) throws -> Contents {
  guard hasNoLog(path) else { return try look(path, hasTables: hasTables) }
  let found = Result { try look(immutableAddress(path), hasTables: hasTables) }
  if (try? found.get())?.isSound != true, !hasNoLog(path) {
    return try look(path, hasTables: hasTables)
  }
  return try found.get()
}

/// Looks at one state of the database, whoever writes meanwhile.
private func look(_ address: String, hasTables: Bool) throws -> Contents {
  let database = try DatabaseQueue(path: address, configuration: configuration(readOnly: true))
  defer { try? database.close() }
  return try database.read { db in
    let lines = try String.fetchAll(db, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
    guard lines.isEmpty, hasTables else { return Contents(damage: lines) }
    return Contents(damage: lines, prices: try PriceHealth(db), factors: try FactorHealth(db))
  }
}

/// https://www.sqlite.org/fileformat.html, section 1.3: byte 18 is 2 with a write-ahead log.
private func journalMode(_ path: String) throws -> String {
  let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  defer { try? file.close() }
  return try file.read(upToCount: 19)?.last == 2 ? "wal" : "rollback"
}
