import GRDB

extension ReactionDatabase {
  /// Removes everything a batch brought, and the series of which nothing is left, in one
  /// transaction.
  ///
  /// The batch stays listed as undone, and its file may be imported again. Throws
  /// `StoreError.unknownBatch` or `.alreadyUndone`.
  public func undo(batch id: Int) throws -> UndoneBatch {
    try write { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT kind, row_count, undone FROM batch WHERE id = ?", arguments: [id]),
        let kind = BatchKind(rawValue: row["kind"])
      else {
        throw StoreError.unknownBatch(
          id, last: try Int.fetchOne(db, sql: "SELECT max(id) FROM batch"))
      }
      if row["undone"] { throw StoreError.alreadyUndone(id) }
      let removed = try removeSegments(of: id, in: db)
      for table in ["event", "factor_segment", "calendar"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE batch = ?", arguments: [id])
      }
      try db.execute(sql: "UPDATE batch SET undone = 1 WHERE id = ?", arguments: [id])
      return UndoneBatch(batch: id, kind: kind, rows: row["row_count"], seriesRemoved: removed)
    }
  }
}

/// Removes a batch's segments and the series left empty; returns how many these were.
private func removeSegments(of batch: Int, in db: Database) throws -> Int {
  // The index holds batch and series, so that no page of bars is read to find the segments.
  let rows = try Row.fetchAll(
    db, sql: "SELECT id, series FROM segment INDEXED BY segment_series WHERE batch = ?",
    arguments: [batch])
  let deletion = try db.makeStatement(sql: "DELETE FROM segment WHERE id = ?")
  for row in rows { try deletion.execute(arguments: [row["id"] as Int64]) }
  let series = Set(rows.map { $0["series"] as Int64 })
  let emptied = try db.makeStatement(
    sql: """
      DELETE FROM series
      WHERE id = ? AND NOT EXISTS (SELECT 1 FROM segment WHERE series = series.id)
      """)
  for id in series { try emptied.execute(arguments: [id]) }
  return series.count - (try count(series, in: db))
}

private func count(_ ids: Set<Int64>, in db: Database) throws -> Int {
  let stored = try Set(Int64.fetchAll(db, sql: "SELECT id FROM series"))
  return stored.intersection(ids).count
}
