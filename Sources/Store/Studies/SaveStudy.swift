import EventStudy
import GRDB
import MarketData
public import struct Tables.Table

/// What saving a study did.
public enum SaveOutcome: Hashable, Sendable {
  /// The latest revision has the same fingerprint; nothing was written.
  case unchanged(revision: Int)
  case saved(revision: Int)
}

extension ReactionDatabase {
  /// Saves the result tables of a study as its next revision, in one transaction.
  ///
  /// `tables` hands over one table after another, so that later ones may be computed while earlier
  /// ones are written; what it throws undoes everything. `fingerprint` identifies specification
  /// and data; when it is that of the latest revision, tables are taken and nothing is written.
  /// Throws `StoreError.invalidStudyName`, `.unknownTable`, `.unexpectedColumn` or `.wrongKind`,
  /// and then nothing was written.
  public func save(
    study name: String, fingerprint: String, createdAt: String,
    tables: ((Table) throws -> Void) throws -> Void
  ) throws -> SaveOutcome {
    guard !name.isEmpty, !name.contains("@") else { throw StoreError.invalidStudyName(name) }
    return try write { db in
      let latest = try Row.fetchOne(
        db,
        sql: """
          SELECT id, revision, fingerprint FROM study WHERE name = ?
          ORDER BY revision DESC LIMIT 1
          """, arguments: [name])
      if let latest, latest["fingerprint"] == fingerprint {
        try tables(checkAgainstSchema)
        return .unchanged(revision: latest["revision"])
      }
      if let latest { try retire(latest, of: name, in: db) }
      let revision = (latest.map { $0["revision"] } ?? 0) + 1
      try db.execute(
        sql: """
          INSERT INTO study (name, revision, reference, fingerprint, created_at)
          VALUES (?, ?, ?, ?, ?)
          """, arguments: [name, revision, name, fingerprint, createdAt])
      let writer = try ResultWriter(study: db.lastInsertedRowID, in: db)
      try tables { table in
        try checkAgainstSchema(table)
        try writer.write(table)
      }
      return .saved(revision: revision)
    }
  }
}

/// Writes the result tables of one study.
private struct ResultWriter {
  private let study: Int64
  private let labels: LabelTable
  private let patterns: PatternCount
  private let db: Database

  init(study: Int64, in db: Database) throws {
    self.study = study
    self.db = db
    labels = try LabelTable(db)
    patterns = PatternCount(study: study)
  }

  func write(_ table: Table) throws {
    guard table.rowCount > 0 else { return }
    if var rows = try PackedRows(table, study: study, labels: labels, patterns: patterns, in: db) {
      try rows.write()
    } else {
      var rows = try ResultRows(table, study: study, labels: labels, in: db)
      try rows.write()
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

func checkAgainstSchema(_ table: Table) throws {
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

/// The schema of a result table; throws `StoreError.unknownTable` with the nearest name.
func resultSchema(named name: String) throws -> TableSchema {
  guard let schema = ResultSchema.tables.first(where: { $0.name == name }) else {
    throw StoreError.unknownTable(
      name, nearest: nearestName(to: name, among: ResultSchema.tables.map(\.name)))
  }
  return schema
}
