import EventStudy
import GRDB
public import struct Tables.Table

extension ReactionDatabase {
  /// Adds rows to result tables of a stored study, in one transaction.
  ///
  /// - Parameters:
  ///   - reference: The study, `name` or `name@revision`.
  ///   - body: Given a way to read the study's tables as they are, returns the rows to add; none
  ///     leaves everything as it is. What it throws undoes everything.
  /// - Throws: `StoreError` of a study that there is not, or of a table without a place.
  public func extend(
    study reference: String, _ body: (_ stored: (String) throws -> Table) throws -> [Table]
  ) throws {
    try write { db in
      let study = try studyID(reference, in: db)
      let texts = try LabelTexts(db)
      let additions = try body { name in
        try storedTable(try resultSchema(named: name), study: study, texts, in: db)
      }
      let labels = try LabelTable(db)
      for table in additions where table.rowCount > 0 {
        try checkAgainstSchema(table)
        let stored = try rowCount(of: table.name, study: study, in: db)
        var rows = try ResultRows(table, study: study, after: stored, labels: labels, in: db)
        try rows.write()
      }
    }
  }
}

/// How many rows of a table, which is not packed, a study has.
private func rowCount(of table: String, study: Int64, in db: Database) throws -> Int {
  try Int.fetchOne(
    db, sql: "SELECT count(*) FROM result_\(table) WHERE id >= ? AND id < ?",
    arguments: [study << 32, (study + 1) << 32]) ?? 0
}
