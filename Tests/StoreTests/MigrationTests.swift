import GRDB
import Testing

@testable import Store

/// What earlier versions stored stays readable.
@Suite struct MigrationTests {
  @Test func fitsOfVersionTwoKeepTheirValues() throws {
    let database = try DatabaseQueue()
    try migrations.migrate(database, upTo: "2")
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO study (name, revision, reference, fingerprint, created_at)
          VALUES ('demo', 1, 'demo', 'f', 'now');
          INSERT INTO label (id, text) VALUES (7, 'ok');
          INSERT INTO result_fits (id, n_estimation, sigma, zero_share, status)
          VALUES (4294967297, 240, 0.02, 0.125, 7), (4294967296, 239, 0.01, 0.5, 7);
          """)
    }
    try migrations.migrate(database)
    try database.read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM fits WHERE study = 'demo'")
      #expect(rows.map { $0["n_estimation"] } == [239, 240])
      #expect(rows.map { $0["sigma"] } == [0.01, 0.02])
      #expect(rows.map { $0["zero_share"] } == [0.5, 0.125])
      #expect(rows.map { $0["status"] } == ["ok", "ok"])
      #expect(rows.allSatisfy { ($0["chow_p"] as DatabaseValue).isNull })
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == currentSchema)
    }
  }

  @Test func batchesOfVersionThreeKeepTheirRows() throws {
    let database = try DatabaseQueue()
    try migrations.migrate(database, upTo: "3")
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO batch VALUES (7, 'events', 'e.csv', 'e', 10, 'abc', '', 1, 0, 0, 'now', 0);
          INSERT INTO event (batch, list, event_id, event_date) VALUES (7, 'e', 'a', 20244);
          """)
    }
    try migrations.migrate(database)
    try database.write { db in
      #expect(try String.fetchOne(db, sql: "SELECT source FROM batch WHERE id = 7") == "e.csv")
      #expect(try Int.fetchOne(db, sql: "SELECT batch FROM event") == 7)
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
      // The foreign keys still mean the table of batches.
      #expect(throws: DatabaseError.self) {
        try db.execute(
          sql: "INSERT INTO event (batch, list, event_id, event_date) VALUES (8, 'e', 'b', 1)")
      }
      try db.execute(
        sql: "INSERT INTO batch VALUES (8, 'calendar', 'c', 'c', 1, 'd', '', 1, 0, 0, 'now', 0)")
    }
  }
}
