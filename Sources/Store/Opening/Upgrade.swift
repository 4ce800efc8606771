import Foundation
import GRDB

/// A file of an earlier version that was brought up to the current schema.
public struct SchemaUpgrade: Hashable, Sendable {
  /// The schema that the file had.
  public let from: Int
  /// A copy of the file as it was.
  public let backup: String
}

/// Brings a file of an earlier schema up to date, after a copy of it was put beside it.
///
/// Each step is a transaction of its own, so a file is always of one schema or the next. The copy
/// takes its name when all of it is on the disk; one that is there already is of an upgrade that
/// was cut off, and of the file as it was before that.
func upgradeDatabase(at path: String, from schema: Int) throws -> SchemaUpgrade? {
  // Nothing but the mark of this program: a file whose making was interrupted.
  guard schema > 0, schema < currentSchema else { return nil }
  let database = try DatabaseQueue(path: path, configuration: configuration(readOnly: false))
  // The header may hold what an interrupted step wrote, which SQLite takes back now.
  let schema = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
  guard schema > 0 else {
    try database.close()
    return nil
  }
  let upgrade = SchemaUpgrade(from: schema, backup: "\(path).schema-\(schema)")
  if !FileManager.default.fileExists(atPath: upgrade.backup) {
    try copy(database, to: upgrade.backup)
  }
  try migrations.migrate(database)
  try database.close()
  return upgrade
}

private func copy(_ database: DatabaseQueue, to backup: String) throws {
  let part = "\(backup).part-\(getpid())"
  do {
    try database.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [part]) }
    try sync(part)
    guard rename(part, backup) == 0 else { throw failure(backup) }
  } catch {
    unlink(part)
    throw error
  }
}

private func sync(_ file: String) throws {
  let descriptor = open(file, O_RDWR | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure(file) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw failure(file) }
}

private func failure(_ file: String) -> StoreError {
  .failed(path: file, message: String(cString: strerror(errno)))
}
