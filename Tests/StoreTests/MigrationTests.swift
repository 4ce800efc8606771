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
}
