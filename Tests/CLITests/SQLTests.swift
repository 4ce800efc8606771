import Foundation
import TestSupport
import Testing

@Suite struct SQLTests {
  private let workdir: Workdir

  init() throws { workdir = try SmallMarket.studied() }

  private func sql(_ statement: String, _ more: String...) throws -> CommandOutcome {
    try workdir.run(["sql", statement] + more)
  }

  static let formats: [(String, String)] = [
    ("csv", "a,b,c\n1,,x\n2.5,-1,'=y\n"),
    ("tsv", "a\tb\tc\n1\t\tx\n2.5\t-1\t'=y\n"),
    (
      "json",
      "[\n{\"a\":1,\"b\":null,\"c\":\"x\"},\n{\"a\":2.5,\"b\":-1,\"c\":\"=y\"}\n]\n"
    ),
    ("ndjson", "{\"a\":1,\"b\":null,\"c\":\"x\"}\n{\"a\":2.5,\"b\":-1,\"c\":\"=y\"}\n"),
    (
      "md",
      "|      a |   b | c   |\n| -----: | --: | --- |\n| 1.0000 |     | x   |\n"
        + "| 2.5000 |  -1 | =y  |\n"
    ),
    ("text", "     a   b  c\n──────  ──  ──\n1.0000   -  x\n2.5000  -1  =y\n"),
  ]

  @Test("Rows in every format", arguments: formats)
  func format(_ format: String, _ expected: String) throws {
    let statement = "select 1 as a, null as b, 'x' as c union all select 2.5, -1, '=y'"
    try sql(statement, "--format", format).expect(stdout: expected, stderr: "")
    try sql(statement, "-o", "out.\(format == "text" ? "txt" : format)").expect(stdout: "")
    #expect(try workdir.text("out.\(format == "text" ? "txt" : format)") == expected)
  }

  @Test(
    "No rows are an answer",
    arguments: [
      ("csv", "symbol,close\n"), ("json", "[\n]\n"), ("ndjson", ""),
      ("text", "symbol  close\n──────  ─────\n"),
    ])
  func nothing(_ format: String, _ expected: String) throws {
    let statement = "select symbol, close from prices where symbol = 'none'"
    try sql(statement, "--format", format).expect(stdout: expected, stderr: "")
  }

  @Test("Prices, events and results can be joined")
  func join() throws {
    let statement = """
      select car.symbol, count(*), min(prices.time) from car join events using (study, event_id)
      join prices on prices.symbol = car.symbol and prices.time >= events.session
      where study = 'small' group by car.symbol
      """
    let rows = CSVTable(try sql(statement, "--format", "csv").expect(stderr: "").stdout).rows
    #expect(rows.map { $0[2] } == ["2024-06-05", "2024-06-20"])
    try workdir.run("sql -", input: .text("select count(*) as n\nfrom prices; -- all\n"))
      .expect(stdout: "  n\n───\n540\n", stderr: "")
  }

  @Test("Mistakes are usage errors in words, with their place")
  func mistakes() throws {
    try sql("select clse from prices").expect(
      status: 2, stdout: "",
      stderr: "Error: SQL, line 1, column 8: no such column: clse\n  select clse from prices\n"
        + "         ^\n")
    try sql("delete from segment").expect(
      status: 2, stdout: "", stderr: "Error: SQL: DELETE is not allowed: a query only reads\n")
    try sql("select 1; select 2", "-o", "out.csv").expect(status: 2, stdout: "")
    #expect(try !workdir.names.contains("out.csv"))
    try sql("select 1", "--timeout", "0").expect(status: 2)
    try workdir.run(["sql", "select 1", "--db", "none.sqlite"]).expect(
      status: 1,
      stderr: "Error: there is no database 'none.sqlite'; import prices or events first\n")
  }

  private let endless =
    "with recursive n(i) as (values (1) union all select i + 1 from n) select i from n"

  @Test("An endless question ends in time, by Ctrl-C, or with its reader")
  func ends() throws {
    try sql("select max(i) from (\(endless))", "--timeout", "0.2").expect(
      status: 1, stdout: "", stderr: "Error: SQL: not done within 0.2 s\n")
    let command = try workdir.start(["sql", "select max(i) from (\(endless))"])
    Thread.sleep(forTimeInterval: 0.5)
    let start = ContinuousClock.now
    command.interrupt()
    try command.finish().expect(status: 130, stdout: "", stderr: "")
    #expect(ContinuousClock.now - start < .seconds(5))
    for format in ["csv", "json", "md", "text"] {
      let line = "\"$reaction\" sql \"\(endless)\" --format \(format) | head -3; true"
      try workdir.shell(line).expect(stderr: "")
    }
  }

  /// In a process of its own: the limit is one of the whole process. Twenty values of 15 MB.
  @Test("A question that needs too much memory is ended")
  func tooMuchMemory() throws {
    let values = (0..<20).map { "group_concat(hex(zeroblob(5000)), '\($0)')" }
    let statement =
      "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) "
      + "SELECT \(values.joined(separator: ", ")) FROM (SELECT i FROM n LIMIT 1500)"
    let outcome = try sql(statement).expect(status: 1, stdout: "")
    #expect(outcome.stderr.contains("needs more memory than 256 MiB"), "\(outcome)")
  }

  @Test("Output is streamed: memory does not grow with the rows")
  func memory() throws {
    let million = endless + " limit 3000000"
    let outcome = try workdir.shell(
      "ulimit -v 2000000; \"$reaction\" sql \"\(million)\" --format csv | tail -1")
    outcome.expect(stdout: "3000000\n", stderr: "")
  }

  @Test("All prices come out as they went in, and by symbol and date")
  func export() throws {
    let all = CSVTable(
      try workdir.run("export --table prices --format csv").expect(stderr: "").stdout)
    let source = CSVTable(SmallMarket.prices)
    #expect(Set(all["symbol"]) == ["F00", "F01", "^MKT"])
    #expect(all.rows.count == source.rows.count)
    for symbol in ["F00", "F01", "^MKT"] {
      let (found, given) = (
        all.rows(where: ["symbol": symbol]), source.rows(where: ["symbol": symbol])
      )
      #expect(found.map { $0["time"] } == given.map { $0["date"] })
      #expect(found.map { Double($0["close"] ?? "") } == given.map { Double($0["close"] ?? "") })
    }
    try workdir.run(
      "export --table prices --symbol F01 --from 2024-03-04 --to 2024-03-05 --format csv"
    )
    .expect(
      stdout: "symbol,time,open,high,low,close,adjusted_close,volume\n"
        + all.rows(where: ["symbol": "F01", "time": "2024-03-04"]).map(line).joined()
        + all.rows(where: ["symbol": "F01", "time": "2024-03-05"]).map(line).joined())
    try workdir.run("export --table prices --from 2031-01-01").expect(
      status: 4,
      stderr: "Error: there are no bars of the symbols, dates and resolution that were asked for\n")
    try workdir.run("export --table prices --from 2024-02-01 --to 2024-01-01").expect(status: 2)
    try workdir.run("export --table prices --symbol F02").expect(
      status: 4, stderr: "Error: there is no series 'F02'; did you mean 'F00'?\n")
  }

  private func line(_ row: [String: String]) -> String {
    ["symbol", "time", "open", "high", "low", "close", "adjusted_close", "volume"]
      .map { row[$0] ?? "" }.joined(separator: ",") + "\n"
  }

  @Test("Series are listed with their gaps and files")
  func series() throws {
    let list = CSVTable(try workdir.run("list series --format csv").expect(stderr: "").stdout)
    #expect(list["source"] == Array(repeating: "prices.csv", count: 3))
    // Weekdays from 2024-01-01 on, holidays included.
    #expect(list["gaps"] == ["0", "0", "0"])
    try workdir.write("date,symbol,close\n2024-06-03,GAP,1\n2024-06-06,GAP,2\n".utf8, to: "gap.csv")
    try workdir.run("import prices gap.csv").expect()
    let more = CSVTable(try workdir.run("list series --format csv").expect(stderr: "").stdout)
    let gap = more.rows(where: ["symbol": "GAP"])
    #expect(gap.map { $0["gaps"] } == ["2"])
    #expect(gap.map { $0["source"] } == ["gap.csv"])
  }
}
