import Ingest
import Reporting
import Store

/// Everything the program does with a database; the command, and any other front end, calls this.
///
/// Errors that reach the caller are `Failure`s, with the message and the exit code to give.
public struct Workflow: Sendable {
  /// The database's path.
  public let path: String
  /// The number of threads for work that can use several.
  public let threads: Int
  private let announce: @Sendable (String) -> Void

  /// Work on the database at a path.
  ///
  /// - Parameters:
  ///   - path: The database's path.
  ///   - threads: The number of threads for work that can use several.
  ///   - announce: Told, in a sentence, when opening had to change the file.
  public init(path: String, threads: Int, announce: @escaping @Sendable (String) -> Void = { _ in })
  {
    self.path = path
    self.threads = max(1, threads)
    self.announce = announce
  }

  /// Files that an import may leave beside the database when it is cut off.
  public var temporaryFiles: [String] { ReactionDatabase.temporaryFiles(of: path) }

  /// Opens the database, translating what goes wrong.
  func open(_ mode: ReactionDatabase.Mode) throws -> ReactionDatabase {
    try failing { try opened(mode) }
  }

  func opened(_ mode: ReactionDatabase.Mode) throws -> ReactionDatabase {
    let database = try ReactionDatabase(path: path, mode: mode)
    if let upgrade = database.upgrade {
      announce(
        "'\(path)' was of an earlier version and is up to date now; the file as it was is "
          + "'\(upgrade.backup)'")
    }
    return database
  }

  /// Runs `body` on the database as it is, for reading.
  func reading<Result>(_ body: (ReactionDatabase) throws -> Result) throws -> Result {
    let database = try open(.readOnly)
    return try failing { try body(database) }
  }

  /// Runs `body` on the database as it is, for reading; on `nil` when there is none yet.
  func readingIfThere<Result>(_ body: (ReactionDatabase?) throws -> Result) throws -> Result {
    try failing {
      let database: ReactionDatabase?
      do { database = try opened(.readOnly) } catch StoreError.noDatabase { database = nil }
      return try body(database)
    }
  }
}

/// Runs `body` and turns errors of the rooms below into failures with their exit codes.
func failing<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as StoreError {
    throw Failure(error.status, error.description)
  } catch let error as ImportError {
    throw Failure(error.status, error.description)
  } catch let error as TooManyRows {
    throw Failure(.usage, error.description)
  }
}

extension StoreError {
  /// What is asked for and is not there is no failure of the system.
  var status: Failure.Status {
    switch self {
    case .unknownSymbol, .unknownEventList, .unknownFactorSet, .unknownStudy, .unknownRevision,
      .unknownBatch, .alreadyUndone:
      .nothing
    case .eventConflict, .frequencyConflict: .rejected
    case .invalidStudyName, .unknownTable: .usage
    case .query(.timeout), .query(.memory): .failure
    case .query: .usage
    default: .failure
    }
  }
}
