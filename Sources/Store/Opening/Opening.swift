import Foundation
import GRDB

/// Makes a database file with the current schema.
///
/// The header is marked before anything else is written: a file whose making was interrupted is
/// known as ours, and the next opening completes it. The write-ahead log is turned on after the
/// first batch: a log would have every page of that batch written twice, for readers who as yet
/// have nothing to read.
func createDatabase(at path: String) throws -> DatabaseQueue {
  let database = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
  try fill(database)
  return database
}

/// Brings the schema up to date. A file without tables is marked first, also one whose header said that
/// it was: SQLite takes back what an interrupted making had not finished, the mark too.
private func fill(_ database: DatabaseQueue) throws {
  try database.inDatabase { db in
    guard try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 else { return }
    try db.execute(sql: "PRAGMA page_size = \(pageSize)")
    try db.execute(sql: "PRAGMA application_id = \(ReactionDatabase.applicationID)")
  }
  try migrations.migrate(database)
}

/// Throws for a path in a folder that there is not.
func requireFolder(of path: String) throws {
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  guard FileManager.default.fileExists(atPath: folder) else {
    throw StoreError.failed(path: path, message: "there is no folder '\(folder)'")
  }
}

/// Opens a database file that belongs to this program.
func openDatabase(at path: String, readOnly: Bool) throws -> DatabaseQueue {
  guard readOnly else {
    let database = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
    try complete(database)
    return database
  }
  do {
    // Only a connection that may write removes the log and its index when it is closed.
    return try readable(path, readOnly: false)
  } catch let error as DatabaseError where hasNoLog(path) && isAboutFiles(error) {
    // Without a place for the log's index SQLite must be told that nobody writes to the file.
    return try readable(immutableAddress(path), readOnly: true)
  }
}

/// Brings the schema up to date and turns the write-ahead log on; writes nothing when both are so.
private func complete(_ database: DatabaseQueue) throws {
  try fill(database)
  try database.inDatabase(turnLogOn)
}

/// Lets readers read beside a writer from now on; does nothing when they do already.
func turnLogOn(_ db: Database) throws { try db.execute(sql: "PRAGMA journal_mode = WAL") }

/// Throws unless a header is that of a database of this program and of a schema it knows.
func refuseForeign(path: String, applicationID: UInt32, schema: Int) throws {
  guard applicationID == ReactionDatabase.applicationID else {
    throw StoreError.foreignDatabase(path: path, applicationID: applicationID)
  }
  guard schema <= currentSchema else {
    throw StoreError.newerSchema(path: path, found: schema, supported: currentSchema)
  }
}

func configuration(readOnly: Bool) -> Configuration {
  var configuration = Configuration()
  configuration.readonly = readOnly
  configuration.busyMode = .timeout(5)
  configuration.foreignKeysEnabled = true
  configuration.prepareDatabase { db in
    // A batch that was announced must survive a loss of power, so every commit is synced.
    try db.execute(
      sql: """
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = OFF;
        PRAGMA cache_size = -\(cacheKilobytes);
        PRAGMA journal_size_limit = \(keptLogBytes);
        """)
  }
  return configuration
}

/// Of 8, 16, 32 and 64 KiB the size that imports and reads fastest in little memory.
private let pageSize = 16_384

/// Small on purpose: a batch spills into the log as it goes, and a larger cache of pages that are
/// written once made importing slower.
private let cacheKilobytes = 4096

/// What stays of the log of a large batch after it was moved into the database.
private let keptLogBytes = 16 << 20

/// A connection that was seen to read.
private func readable(_ path: String, readOnly: Bool) throws -> DatabaseQueue {
  let database = try DatabaseQueue(path: path, configuration: configuration(readOnly: readOnly))
  _ = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM batch") }
  return database
}

func hasNoLog(_ path: String) -> Bool {
  ["-wal", "-journal"].allSatisfy { suffix in
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
    return (attributes?[.size] as? Int ?? 0) == 0
  }
}

private func isAboutFiles(_ error: DatabaseError) -> Bool {
  [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
}

func immutableAddress(_ path: String) -> String {
  URL(fileURLWithPath: path).absoluteString + "?immutable=1"
}
