import Foundation
import GRDB

/// The database of prices, events, factors and study results: one SQLite file.
///
/// Price columns are stored as checked blobs, everything else as ordinary rows. A database may be
/// used from several threads; its reads and writes then take turns. Other connections, of this
/// process or another, may read while a batch is written: they see it whole or not at all.
///
/// Everything thrown is a `StoreError`, unless it comes from a closure of the caller.
public final class ReactionDatabase: Sendable {
  /// What opening may do to the file.
  public enum Mode: Hashable, Sendable {
    /// Read and write; a file that is not there is made.
    case create
    /// Read and write a database that is there.
    case existing
    /// Read a database that is there, even in a folder where nothing can be written.
    case readOnly
  }

  /// The number in the header of the file that marks it as one of this program: "reac" in ASCII.
  public static let applicationID: UInt32 = 0x7265_6163

  /// The path with which the database was opened, for messages.
  public let path: String
  /// What opening had to do to the file first, when an earlier version wrote it.
  public let upgrade: SchemaUpgrade?
  let connection: DatabaseQueue
  private let mode: Mode

  /// Opens a database.
  ///
  /// A file of another program, a newer schema or a folder is refused and never written. One of an
  /// earlier schema is brought up to date, whatever the mode, after a copy was put beside it.
  public init(path: String, mode: Mode) throws {
    self.path = path
    self.mode = mode
    (connection, upgrade) = try translatingErrors(path: path) {
      switch try DatabaseFile(path: path).content() {
      case .nothing where mode == .create:
        try requireFolder(of: path)
        return (try createDatabase(at: path), nil)
      case .nothing: throw StoreError.noDatabase(path: path)
      case .database(Self.applicationID, schema: 0) where mode == .readOnly:
        throw StoreError.noDatabase(path: path)
      case .database(let application, let schema):
        try refuseForeign(path: path, applicationID: application, schema: schema)
        let upgrade = try upgradeDatabase(at: path, from: schema)
        return (try openDatabase(at: path, readOnly: mode == .readOnly), upgrade)
      }
    }
  }

  /// A database that was just made, and is not yet at its path.
  init(path: String, connection: DatabaseQueue) {
    (self.path, self.connection) = (path, connection)
    (mode, upgrade) = (.create, nil)
  }

  /// Closes the database; nothing may be asked of it afterwards.
  public func close() throws { try translatingErrors(path: path) { try connection.close() } }

  func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try translatingErrors(path: path) { try connection.read(body) }
  }

  /// Runs `body` in one transaction that is durable when this returns, and is rolled back when
  /// `body` throws or `keeps` does not want its result.
  func write<Result>(
    keeping keeps: (Result) -> Bool = { _ in true }, _ body: (Database) throws -> Result
  ) throws -> Result {
    if mode == .readOnly { throw StoreError.notWritable(path: path) }
    return try translatingErrors(path: path) {
      try connection.writeWithoutTransaction { db in
        try db.beginTransaction(.immediate)
        do {
          let result = try body(db)
          if keeps(result) { try db.commit() } else { try db.rollback() }
          return result
        } catch {
          // SQLite itself rolls back after some errors, such as a full disk.
          if db.isInsideTransaction { try? db.rollback() }
          throw error
        }
      }
    }
  }
}
