import EventStudy
import GRDB
import Testing

import struct Tables.Column
import struct Tables.Table
import struct Tables.TableSet

@testable import Store

@Suite struct StudyTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
  }

  @Test func returnsWhatWasSaved() throws {
    let saved = sampleTables(rows: 600, seed: 1)
    #expect(try save(saved, "f1") == .saved(revision: 1))
    let read = try database.tables(ofStudy: "demo")
    #expect(read.tables.map(\.name) == ResultSchema.tables.map(\.name))
    for table in saved.tables {
      let stored = try #require(read[table.name])
      #expect(stored.columns.map(\.name) == table.columns.map(\.name))
      for (column, original) in zip(stored.columns, table.columns) {
        #expect(column.kind == original.kind)
        #expect((0..<600).allSatisfy { column[$0] == original[$0] }, "\(table.name).\(column.name)")
      }
    }
    #expect(try database.table("ar", ofStudy: "demo").rowCount == 600)
  }

  @Test func keepsRevisions() throws {
    let first = sampleTables(rows: 3, seed: 1)
    let second = sampleTables(rows: 5, seed: 2)
    #expect(try save(first, "f1") == .saved(revision: 1))
    #expect(try save(first, "f1") == .unchanged(revision: 1))
    #expect(try save(second, "f2") == .saved(revision: 2))
    #expect(try save(second, "f2") == .unchanged(revision: 2))
    #expect(try save(first, "f1") == .saved(revision: 3))
    let rows = try ["demo", "demo@1", "demo@2", "demo@3"].map {
      try database.table("ar", ofStudy: $0).rowCount
    }
    #expect(rows == [3, 3, 5, 3])
    let list = try database.studyList()
    #expect(
      (0..<3).map { list["reference"]?[$0] } == [
        .text("demo@1"), .text("demo@2"), .text("demo"),
      ])
    #expect(list["events"]?[1] == .integer(5))
  }

  @Test func refusesWhatHasNoPlace() throws {
    let cases: [(String, Table, StoreError)] = [
      ("a@b", Table("ar", []), .invalidStudyName("a@b")),
      ("", Table("ar", []), .invalidStudyName("")),
      ("a", Table("arr", []), .unknownTable("arr", nearest: "ar")),
      (
        "a", Table("ar", [Column("staus", texts: [])]),
        .unexpectedColumn(table: "ar", column: "staus", nearest: "status")
      ),
      (
        "a", Table("ar", [Column("ar", texts: [])]),
        .wrongKind(table: "ar", column: "ar", found: "text", expected: "number")
      ),
    ]
    for (name, table, expected) in cases {
      let error = storeError {
        _ = try database.save(study: name, fingerprint: "f", createdAt: "now") { try $0(table) }
      }
      #expect(error == expected)
    }
    #expect(try database.studyList().rowCount == 0)
  }

  @Test func suggestsTheNearestStudy() throws {
    _ = try save(sampleTables(rows: 1, seed: 1), "f")
    let cases: [(String, StoreError)] = [
      ("dmeo", .unknownStudy("dmeo", nearest: "demo")),
      ("demo@7", .unknownRevision(study: "demo", revision: "7", latest: 1)),
      ("demo@x", .unknownRevision(study: "demo", revision: "x", latest: 1)),
    ]
    for (reference, expected) in cases {
      #expect(storeError { _ = try database.tables(ofStudy: reference) } == expected)
    }
    #expect(
      storeError { _ = try database.table("tets", ofStudy: "demo") }
        == .unknownTable("tets", nearest: "tests"))
  }

  @Test func findsProvenance() throws {
    let table = Table(
      "provenance",
      [Column("key", texts: ["spec", "seed"]), Column("value", texts: ["a: b", "7"])])
    _ = try save(TableSet([table]), "f")
    #expect(try database.provenance("seed", ofStudy: "demo") == "7")
    #expect(try database.provenance("absent", ofStudy: "demo") == nil)
  }

  private func save(_ tables: TableSet, _ fingerprint: String) throws -> SaveOutcome {
    try database.save(
      study: "demo", fingerprint: fingerprint, createdAt: "2025-06-06T00:00:00Z"
    ) { write in for table in tables.tables { try write(table) } }
  }
}

/// Every result table with random cells, missing ones among them.
func sampleTables(rows: Int, seed: UInt64) -> TableSet {
  var random = Random(seed: seed)
  func maybe<Value>(_ value: Value) -> Value? { random.int(0...4) == 0 ? nil : value }
  return TableSet(
    ResultSchema.tables.map { schema in
      Table(
        schema.name,
        schema.fields.map { field in
          switch field.kind {
          case .text:
            Column(field.name, texts: (0..<rows).map { _ in maybe("t\(random.int(0...40))") })
          case .integer:
            Column(field.name, integers: (0..<rows).map { _ in maybe(random.int(-9...9)) })
          case .number:
            Column(
              field.name,
              numbers: (0..<rows).map { _ in
                maybe(Double.random(in: -1...1, using: &random)) ?? .nan
              })
          case .date:
            Column(field.name, dates: (0..<rows).map { _ in maybe(random.int(-400...20_000)) })
          }
        })
    })
}
