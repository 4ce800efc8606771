import MarketData
import Testing

@testable import Store

import struct Tables.Column
import struct Tables.Table

@Suite struct QueryTests {
  let file: TemporaryDatabase
  let database: ReactionDatabase

  init() throws {
    file = try TemporaryDatabase()
    database = try file.open()
    try database.importing { try $0.append(closes([20_244, 20_245], [100, 200]), to: "A") }
  }

  private func parts(_ sql: String, seconds: Double? = nil) throws -> [Table] {
    try database.query(sql, seconds: seconds) { try all($0) }
  }

  private func error(_ sql: String, seconds: Double? = nil) -> QueryError? {
    guard case .query(let error) = storeError({ _ = try parts(sql, seconds: seconds) }) else {
      return nil
    }
    return error
  }

  @Test func columnsTakeTheKindOfTheirValues() throws {
    let table = try parts("SELECT 1 AS i, 1.5 AS d, 'x' AS t, NULL AS n, x'00FF' AS b")[0]
    #expect(table.columns.map(\.name) == ["i", "d", "t", "n", "b"])
    #expect(
      table.columns.map { $0[0] } == [
        .integer(1), .number(1.5), .text("x"), .missing, .text("00FF"),
      ])
    #expect(try parts("SELECT close FROM prices WHERE false")[0].columns[0].kind == .number)
  }

  @Test func noValueChangesBecauseOfItsNeighbours() throws {
    let values = [
      "NULL", "1", "2.5", "3", "'4'", "5", "9007199254740993", "6.5", "-9223372036854775808",
      "NULL",
    ]
    let sql = values.map { "SELECT 0 AS a, \($0) AS b" }.joined(separator: " UNION ALL ")
    let cells = try parts(sql).flatMap { table in
      (0..<table.rowCount).map { table.columns[1][$0] }
    }
    #expect(
      cells == [
        .missing, .number(1), .number(2.5), .number(3), .text("4"), .integer(5),
        .integer(9_007_199_254_740_993), .number(6.5), .number(-0x1p63), .missing,
      ])
  }

  @Test func namesAreDifferent() throws {
    #expect(
      try parts("SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")[0].columns.map(\.name) == [
        "a", "a_2", "a_2_2", "a_3",
      ])
  }

  @Test func manyRowsComeInParts() throws {
    let counts = try parts(
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n"
    ).map(\.rowCount)
    #expect(counts.count > 1)
    #expect(counts.reduce(0, +) == 10_000)
  }

  @Test(
    arguments: [
      ("", QueryError.empty), (" -- nothing\n;", .empty), ("SELECT ?", .parameter("?")),
      ("SELECT :day", .parameter(":day")),
    ])
  func refusesWhatIsNoQuestion(sql: String, expected: QueryError) {
    #expect(error(sql) == expected)
  }

  static let places: [(String, String)] = [
    (
      "SELECT symbol,\n  clos FROM prices",
      "SQL, line 2, column 3: no such column: clos\n    clos FROM prices\n    ^"
    ),
    (
      "SELECT 'é', clos FROM prices",
      "SQL, line 1, column 13: no such column: clos\n  SELECT 'é', clos FROM prices\n"
        + "              ^"
    ),
    ("SELECT * FROM price", "SQL: no such table: price; did you mean 'prices'?"),
    (
      "SELEC 1", "SQL, line 1, column 1: near \"SELEC\": syntax error\n  SELEC 1\n  ^"
    ),
    (
      "SELECT 1; SELECT 2",
      "SQL, line 1, column 11: a second statement begins here; give one at a time\n"
        + "  SELECT 1; SELECT 2\n            ^"
    ),
    (
      "SELECT 1;\nDROP TABLE batch",
      "SQL, line 2, column 1: a second statement begins here; give one at a time\n"
        + "  DROP TABLE batch\n  ^"
    ),
    ("SELECT 1\0", "SQL, line 1, column 9: a NUL character\n  SELECT 1\0\n          ^"),
    ("SELECT randomblob(1e9)", "SQL: string or blob too big"),
    ("SELECT abs(-9223372036854775808)", "SQL: integer overflow"),
    (
      "SELECT \"x\"", "SQL, line 1, column 8: no such column: x\n  SELECT \"x\"\n         ^"
    ),
  ]

  @Test(arguments: places)
  func saysWhatIsWrongAndWhere(sql: String, message: String) {
    #expect(error(sql)?.description == message)
  }

  @Test(arguments: ["SELECT 1;", "SELECT 1 ; -- done", "/* a */ SELECT 1;;\n/* b */"])
  func oneStatementMayEndInAnyWay(sql: String) throws {
    #expect(try parts(sql)[0].columns[0][0] == .integer(1))
  }

  static let forbidden: [(String, String)] = [
    ("INSERT INTO series VALUES (9, 'X', 'daily')", "INSERT"),
    ("DELETE FROM segment", "DELETE"), ("UPDATE batch SET undone = 1", "UPDATE"),
    ("CREATE TABLE t (a)", "INSERT"), ("CREATE TEMP TABLE t (a)", "INSERT"),
    ("DROP TABLE segment", "DELETE"), ("ATTACH ':memory:' AS m", "ATTACH"),
    ("VACUUM INTO 'copy.sqlite'", "a statement without rows"),
    ("VACUUM", "a statement without rows"), ("BEGIN", "BEGIN"), ("COMMIT", "COMMIT"),
    ("SAVEPOINT s", "SAVEPOINT"), ("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode"),
    ("PRAGMA query_only = 0", "PRAGMA query_only"),
    ("PRAGMA writable_schema = 1", "PRAGMA writable_schema"),
    ("PRAGMA trusted_schema = 1", "PRAGMA trusted_schema"),
    ("PRAGMA hard_heap_limit = 0", "PRAGMA hard_heap_limit"),
    ("PRAGMA user_version = 9", "PRAGMA user_version"),
    ("PRAGMA temp_store_directory = '/'", "PRAGMA temp_store_directory"),
    ("SELECT load_extension('x')", "load_extension()"), ("ANALYZE", "ANALYZE"),
    ("REINDEX", "REINDEX"), ("INSERT INTO prices (symbol) VALUES ('X')", "INSERT"),
    ("WITH a AS (SELECT 1) DELETE FROM label", "DELETE"),
    ("INSERT INTO label (text) VALUES ('x') RETURNING id", "INSERT"),
  ]

  @Test(arguments: forbidden)
  func cannotWrite(sql: String, what: String) {
    #expect(error(sql) == .forbidden(what))
  }

  @Test func cannotWriteTheSchema() throws {
    let sql = "UPDATE sqlite_master SET sql = 'x'"
    #expect(error(sql)?.description == "SQL: table sqlite_master may not be modified")
  }

  @Test func tellsOfTheTables() throws {
    let names = try parts("SELECT name FROM pragma_table_info('prices')")[0]
    #expect(names.rowCount == 8)
    #expect(try parts("PRAGMA table_info(segment)")[0].rowCount > 5)
    #expect(try parts("PRAGMA user_version")[0].columns[0][0] == .integer(currentSchema))
    #expect(try parts("EXPLAIN QUERY PLAN SELECT * FROM prices")[0].rowCount == 1)
    #expect(try parts("SELECT name FROM sqlite_schema WHERE name = 'car'")[0].rowCount == 1)
  }

  private let endless = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) "

  @Test func endsInTime() {
    let start = ContinuousClock.now
    #expect(error(endless + "SELECT max(i) FROM n", seconds: 0.2) == .timeout(seconds: 0.2))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func readsWhatIsThereWhileABatchIsWritten() throws {
    try database.importing { writer in
      try writer.append(closes([20_246], [300]), to: "A")
      let reader = try file.open(.readOnly)
      let count = try reader.query("SELECT count(*) FROM prices") { try all($0)[0].columns[0][0] }
      #expect(count == .integer(2))
    }
    #expect(try parts("SELECT count(*) FROM prices")[0].columns[0][0] == .integer(3))
  }

  @Test func listsEventsAsTheExportDoes() throws {
    try database.importing(.events) { writer in
      let zone = try #require(Zone("America/New_York"))
      let clock = try #require(ClockTime("08:45"))
      for date in ["2025-06-05", "2025-01-05", "1965-06-05"] as [CalendarDate] {
        guard case .once(let instant) = zone.reading(of: date, clock) else { continue }
        try writer.write(
          events: [
            NewsEvent(
              id: date.description, symbol: "A",
              time: .clock(date: date, time: clock, zone: zone, instant: instant),
              group: "g", title: "t", market: "M")
          ], list: "l")
      }
      try writer.write(
        events: [NewsEvent(id: "dated", symbol: nil, time: .date("2025-06-05"))], list: "l")
    }
    let expected = try database.eventList()
    let found = try parts("SELECT * FROM event_list")[0]
    #expect(found.columns.map(\.name) == ["list"] + expected.columns.map(\.name))
    #expect(found.rowCount == 4)
    for column in expected.columns where column.kind == .text {
      for row in 0..<4 { #expect(found[column.name]?[row] == column[row]) }
    }
    #expect(found["event_date"]?[0] == .text("2025-06-05"))
  }
}
