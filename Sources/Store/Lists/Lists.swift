import GRDB
import MarketData
public import struct Tables.Column
public import struct Tables.Table

extension ReactionDatabase {
  /// One row a batch, undone ones included: batch, kind, source, list, rows, series, rejected,
  /// bytes, sha256, imported_at, status, warnings (their codes).
  public func batchList() throws -> Table {
    try list(
      "batches",
      columns: [
        ("batch", .integer), ("kind", .text), ("source", .text), ("list", .text),
        ("rows", .integer), ("series", .integer), ("rejected", .integer), ("bytes", .integer),
        ("sha256", .text), ("imported_at", .text), ("status", .text), ("warnings", .text),
      ],
      sql: """
        SELECT id, kind, source, list, row_count, series_count, rejected_count, byte_count, sha256,
          imported_at, iif(undone, 'undone', 'imported'),
          (SELECT group_concat(code, ' ')
           FROM (SELECT code FROM batch_warning WHERE batch = batch.id ORDER BY position))
        FROM batch ORDER BY id
        """)
  }

  /// One row a list of events: list, events, first, last, groups (their names).
  public func eventLists() throws -> Table {
    try list(
      "event_lists",
      columns: [
        ("list", .text), ("events", .integer), ("first", .date), ("last", .date),
        ("groups", .text),
      ],
      sql: """
        SELECT list, count(*), min(event_date), max(event_date),
          (SELECT group_concat(event_group, ', ')
           FROM (SELECT DISTINCT event_group FROM event AS other
                 WHERE other.list = event.list AND event_group IS NOT NULL ORDER BY event_group))
        FROM event GROUP BY list ORDER BY list
        """)
  }

  /// One row a revision of a study: study, revision, reference, events, created_at.
  ///
  /// A study has its events in table `events`, a result of reactions in table `reactions`.
  public func studyList() throws -> Table {
    func count(_ table: String) -> String {
      """
      (SELECT count(*) FROM \(table)
       WHERE \(table).id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295)
      """
    }
    // A file that is only read keeps the schema of an earlier version, which may lack a table.
    let hasReactions = try read { try $0.tableExists("result_reactions") }
    let events = count("result_events")
    let counted = hasReactions ? "max(\(events), \(count("result_reactions")))" : events
    return try list(
      "studies",
      columns: [
        ("study", .text), ("revision", .integer), ("reference", .text), ("events", .integer),
        ("created_at", .text),
      ],
      sql: """
        SELECT name, revision, reference, \(counted), created_at
        FROM study ORDER BY name, revision
        """)
  }

  /// One row a set of factors: set, frequency, factors, first, last, dates, vintage.
  public func factorSets() throws -> Table {
    let names = try read {
      try String.fetchAll(
        $0, sql: "SELECT DISTINCT factor_set FROM factor_segment ORDER BY factor_set")
    }
    let sets = try names.map { try factorSet(named: $0) }
    return Table(
      "factor_sets",
      [
        Column("set", texts: names),
        Column("frequency", texts: sets.map(\.frequency.rawValue)),
        Column("factors", integers: sets.map(\.factors.count)),
        Column("first", dates: sets.map { $0.dates.first?.ordinal }),
        Column("last", dates: sets.map { $0.dates.last?.ordinal }),
        Column("dates", integers: sets.map(\.dates.count)),
        Column("vintage", texts: sets.map(\.vintage)),
      ])
  }

  private func list(
    _ name: String, columns: [(name: String, kind: Column.Kind)], sql: String
  ) throws -> Table {
    let rows = try read { try Row.fetchAll($0, sql: sql) }
    return Table(name, columns.enumerated().map { column($1.name, $1.kind, rows, at: $0) })
  }
}

private func column(
  _ name: String, _ kind: Column.Kind, _ rows: [Row], at index: Int
) -> Column {
  switch kind {
  case .text: Column(name, texts: rows.map { $0[index] })
  case .integer: Column(name, integers: rows.map { $0[index] })
  case .number: Column(name, numbers: rows.map { $0[index] ?? .missing })
  case .date: Column(name, dates: rows.map { $0[index] })
  }
}
