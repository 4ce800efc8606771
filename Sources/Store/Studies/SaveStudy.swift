import EventStudy
import GRDB
import MarketData
public import Tables

/// What saving a study did.
public enum SaveOutcome: Hashable, Sendable {
  /// The latest revision has the same fingerprint; nothing was written.
  case unchanged(revision: Int)
  case saved(revision: Int)
}

extension ReactionDatabase {
  /// Saves the result tables of a study as its next revision, in one transaction.
  ///
  /// `fingerprint` identifies specification and data; when it is that of the latest revision,
  /// nothing is written. Throws `StoreError.invalidStudyName`, `.unknownTable`,
  /// `.unexpectedColumn` or `.wrongKind` before anything is written.
  public func save(
    study name: String, fingerprint: String, tables: TableSet, createdAt: String
  ) throws -> SaveOutcome {
    guard !name.isEmpty, !name.contains("@") else { throw StoreError.invalidStudyName(name) }
    try checkAgainstSchema(tables)
    return try write { db in
      let latest = try Row.fetchOne(
        db,
        sql: """
          SELECT id, revision, fingerprint FROM study WHERE name = ?
          ORDER BY revision DESC LIMIT 1
          """, arguments: [name])
      if let latest, latest["fingerprint"] == fingerprint {
        return .unchanged(revision: latest["revision"])
      }
      if let latest { try retire(latest, of: name, in: db) }
      let revision = (latest.map { $0["revision"] } ?? 0) + 1
      try db.execute(
        sql: """
          INSERT INTO study (name, revision, reference, fingerprint, created_at)
          VALUES (?, ?, ?, ?, ?)
          """, arguments: [name, revision, name, fingerprint, createdAt])
      try insert(tables, study: db.lastInsertedRowID, in: db)
      return .saved(revision: revision)
    }
  }
}

/// Gives the plain name free for the next revision.
private func retire(_ latest: Row, of name: String, in db: Database) throws {
  let revision: Int = latest["revision"]
  try db.execute(
    sql: "UPDATE study SET reference = ? WHERE id = ?",
    arguments: ["\(name)@\(revision)", latest["id"] as Int64])
}

private func insert(_ tables: TableSet, study: Int64, in db: Database) throws {
  let labels = try LabelTable(db)
  for table in tables.tables where table.rowCount > 0 {
    var rows = try ResultRows(table, study: study, labels: labels, in: db)
    try rows.write()
  }
}

private func checkAgainstSchema(_ tables: TableSet) throws {
  for table in tables.tables {
    let schema = try resultSchema(named: table.name)
    for column in table.columns {
      guard let field = schema.fields.first(where: { $0.name == column.name }) else {
        throw StoreError.unexpectedColumn(
          table: table.name, column: column.name,
          nearest: nearestName(to: column.name, among: schema.fields.map(\.name)))
      }
      guard field.kind == column.kind else {
        throw StoreError.wrongKind(
          table: table.name, column: column.name, found: column.kind.rawValue,
          expected: field.kind.rawValue)
      }
    }
  }
}

/// The schema of a result table; throws `StoreError.unknownTable` with the nearest name.
func resultSchema(named name: String) throws -> TableSchema {
  guard let schema = ResultSchema.tables.first(where: { $0.name == name }) else {
    throw StoreError.unknownTable(
      name, nearest: nearestName(to: name, among: ResultSchema.tables.map(\.name)))
  }
  return schema
}
