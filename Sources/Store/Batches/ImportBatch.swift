import GRDB

extension ReactionDatabase {
  /// Imports a batch in one transaction: all of it is kept, or nothing.
  ///
  /// `body` writes what it reads and returns what it then knows of the file. Nothing is left when it
  /// throws, or when the same bytes were imported in the same way before. The batch is durable
  /// when this returns.
  ///
  /// Within `body` only the writer may be used, not the database itself.
  public func importBatch(
    _ header: BatchHeader, body: (BatchWriter) throws -> BatchEnd
  ) throws -> BatchOutcome {
    let outcome = try write(keeping: isImported) { db in
      let writer = try BatchWriter(db, header, path: path)
      return try writer.finish(body(writer))
    }
    // The batch is safe; should a reader be in the way, the next opening turns the log on.
    try? connection.inDatabase(turnLogOn)
    return outcome
  }
}

private func isImported(_ outcome: BatchOutcome) -> Bool {
  if case .imported = outcome { true } else { false }
}
