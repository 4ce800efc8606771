import EventStudy
import GRDB
import MarketData
import Testing

import enum Tables.Cell
import struct Tables.Column
import struct Tables.Table
import struct Tables.TableSet

@testable import Store

/// What any SQL tool sees of a saved study.
@Suite struct ResultViewTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase
  let tables = sampleTables(rows: 50, seed: 3)

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
    for fingerprint in ["1", "2"] {
      _ = try database.save(study: "demo", fingerprint: fingerprint, createdAt: "now") { write in
        for table in tables.tables { try write(table) }
      }
    }
  }

  @Test(arguments: ResultSchema.tables)
  func hasThePromisedColumns(schema: TableSchema) throws {
    try database.read { db in
      let view = try Row.fetchAll(db, sql: "PRAGMA table_info(\(schema.name))")
      #expect(view.map { $0["name"] } == ["study"] + schema.fields.map(\.name))
      let stored = try Row.fetchAll(db, sql: "PRAGMA table_info(result_\(schema.name))")
      #expect(stored.map { $0["name"] } == ["id"] + schema.fields.map(\.name))
      let types = schema.fields.map { $0.kind == .number ? "REAL" : "INTEGER" }
      #expect(stored.dropFirst().map { $0["type"] } == types)
      #expect(
        try Int.fetchOne(
          db, sql: "SELECT strict FROM pragma_table_list WHERE name = 'result_\(schema.name)'")
          == 1)
    }
  }

  @Test(arguments: ResultSchema.tables)
  func readsAsPromised(schema: TableSchema) throws {
    let table = try #require(tables[schema.name])
    try database.read { db in
      for study in ["demo", "demo@1"] {
        let rows = try Row.fetchAll(
          db, sql: "SELECT * FROM \(schema.name) WHERE study = ?", arguments: [study])
        #expect(rows.count == table.rowCount)
        for (position, row) in rows.enumerated() {
          for (index, column) in table.columns.enumerated() {
            #expect(row[index + 1] as DatabaseValue == promised(column[position]))
          }
        }
      }
    }
  }

  @Test func usesTheKeyToFindAStudy() throws {
    let plan = try database.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN SELECT * FROM tests WHERE study = 'demo'")
        .map { $0["detail"] as String }
    }
    #expect(plan.first?.hasPrefix("SEARCH study USING") == true)
    #expect(plan.contains("SEARCH result USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
  }
}

/// What a view shows of a cell.
func promised(_ cell: Cell) -> DatabaseValue {
  switch cell {
  case .text(let text): text.databaseValue
  case .integer(let value): value.databaseValue
  case .number(let value): value.databaseValue
  case .date(let days): CalendarDate(ordinal: days).description.databaseValue
  case .missing: .null
  }
}
