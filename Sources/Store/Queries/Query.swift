import GRDB
public import struct Tables.TableParts

extension ReactionDatabase {
  /// Answers one statement of SQL that reads: the rows go to `body` as parts of a table `result`.
  ///
  /// All tables of the database are there, the views of results under their promised names, and
  /// `prices`: symbol, time, open, high, low, close, adjusted_close, volume, and the hidden column
  /// resolution. The statement is not trusted: it cannot write, attach a file, load an extension or
  /// take more than 256 MiB.
  ///
  /// - Parameters:
  ///   - sql: The statement.
  ///   - seconds: For how long it may run; `nil` for as long as it takes.
  ///   - body: Takes the rows while they are read.
  /// - Throws: `StoreError.query`, and what the database or `body` throws.
  public func query<Result>(
    _ sql: String, seconds: Double? = nil, _ body: (TableParts) throws -> Result
  ) throws -> Result {
    try querying { connection in
      try connection.restrict()
      return try connection.limited(seconds: seconds) {
        let statement = try QueryStatement(connection, sql)
        try statement.refuseParameters()
        return try body(parts(of: [[]], statement))
      }
    }
  }

  /// Runs `body` on a new connection for queries.
  func querying<Result>(_ body: (QueryConnection) throws -> Result) throws -> Result {
    do {
      return try translatingErrors(path: path) {
        try body(QueryConnection(path: connection.path))
      }
    } catch let error as QueryError {
      throw StoreError.query(error)
    }
  }
}

/// The rows of a statement for each of some lists of values, one list's after the other's.
func parts(of values: [[String?]], _ statement: QueryStatement) -> TableParts {
  var rest = values[...]
  var isEmpty = true
  statement.restart(rest.popFirst() ?? [])
  return TableParts {
    while true {
      if let part = try statement.nextPart() {
        isEmpty = false
        return part
      }
      if let next = rest.popFirst() {
        statement.restart(next)
      } else {
        defer { isEmpty = false }
        return isEmpty ? statement.emptyPart() : nil
      }
    }
  }
}
