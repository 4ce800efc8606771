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

  @Test func rowsOfVersionThreeStayWhereTheyAre() throws {
    let database = try DatabaseQueue()
    try migrations.migrate(database, upTo: "3")
    try database.write { db in
      try db.execute(
        sql: """
          INSERT INTO study (name, revision, reference, fingerprint, created_at)
          VALUES ('demo', 1, 'demo', 'f', 'now');
          INSERT INTO label (id, text) VALUES (1, 'call'), (2, 'NVDA'), (3, 'ok'), (4, 'car_t');
          INSERT INTO result_ar (id, event_id, symbol, rel_day, session, ar, sar, status)
          VALUES (4294967297, 1, 2, 1, 20000, 0.5, 7.0, 3), (4294967296, 1, 2, 0, 19999, 0.25, 3, 3);
          INSERT INTO result_car (id, event_id, window_start, window_end, car, statistic)
          VALUES (4294967296, 1, -1, 1, 0.75, 11.0);
          INSERT INTO result_event_tests (id, event_id, test, estimate, p_value, p_lower)
          VALUES (4294967296, 1, 4, 0.75, 0.125, 0.0625);
          """)
    }
    try migrations.migrate(database)
    try database.read { db in
      let days = try Row.fetchAll(db, sql: "SELECT * FROM ar WHERE study = 'demo'")
      #expect(days.map { $0["rel_day"] } == [0, 1])
      #expect(days.map { $0["session"] } == ["2024-10-03", "2024-10-04"])
      #expect(days.map { $0["ar"] } == [0.25, 0.5])
      #expect(days.map { $0["sar"] } == [3.0, 7.0])
      #expect(days.map { $0["symbol"] } == ["NVDA", "NVDA"])
      #expect(days.map { $0["status"] } == ["ok", "ok"])
      let windows = try Row.fetchAll(db, sql: "SELECT * FROM car WHERE study = 'demo'")
      #expect(windows.map { $0["statistic"] } == [11.0])
      let tests = try Row.fetchAll(db, sql: "SELECT * FROM event_tests WHERE study = 'demo'")
      #expect(tests.map { $0["test"] } == ["car_t"])
      #expect(tests.map { $0["p_lower"] } == [0.0625])
      #expect((tests[0]["p_upper"] as DatabaseValue).isNull)
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
