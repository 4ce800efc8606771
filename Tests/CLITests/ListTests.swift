import TestSupport
import Testing

extension DemoTests {
  @Suite struct ListTests {
    private let demo: DemoRun

    init() throws { demo = try #require(DemoRun.current) }

    private func list(_ subject: String) throws -> CSVTable {
      let command = "list \(subject) --format csv --db demo.sqlite"
      return CSVTable(try demo.workdir.run(command).expect(stderr: "").stdout)
    }

    @Test("Series with their first and last bars")
    func series() throws {
      let series = try list("series")
      #expect(Array(series.columns.prefix(5)) == ["symbol", "resolution", "first", "last", "bars"])
      #expect(series.rows.count == 25)
      let index = series.rows(where: ["symbol": "SP500"])
      // As many as data/trade-war-2018/index.csv has rows.
      #expect(index.map { $0["bars"] } == ["879"])
      #expect(index.map { $0["first"] } == ["2017-01-03"])
    }

    @Test("Event lists, batches and studies")
    func imported() throws {
      #expect(
        try list("events")["list"] == ["june-5-2025", "trade-war-2018"])
      #expect(try list("batches")["batch"] == ["1", "2", "3", "4", "5"])
      #expect(
        try list("batches")["source"] == [
          "prices.csv", "index.csv", "events.csv", "daily.csv", "events.csv",
        ])
      #expect(
        try list("studies")["study"] == [
          "june-5-2025", "react:SPY:2025-06-05T08:45:00-04:00", "trade-war-2018",
        ])
      #expect(try list("factors").rows.isEmpty)
    }

    @Test("What can be asked for")
    func catalogs() throws {
      let models = ["raw", "mean", "market-adjusted", "market", "capm", "ff3", "carhart", "ff5"]
      #expect(Set(try list("models")["id"]).isSuperset(of: models))
      let tests = [
        "csect_t", "bw80_z", "cda_t", "patell_z", "bmp_t", "sign_z", "gsign_z", "wilcoxon",
      ]
      #expect(Set(try list("tests")["id"]).isSuperset(of: tests))
      let formats = ["text", "csv", "tsv", "json", "ndjson", "md", "latex"]
      #expect(Set(try list("formats")["id"]).isSuperset(of: formats))
    }
  }
}

@Suite struct CalendarTests {
  @Test("A year as text: counts, closures and early closes")
  func text() throws {
    let outcome = try Workdir().run("calendar XNYS 2025").expect(stderr: "")
    for line in [
      "250 sessions", "Thu 2025-01-09", "Thu 2025-11-27  Thanksgiving Day", "Fri 2025-11-28  13:00",
    ] {
      #expect(outcome.stdout.contains(line), "\(outcome)")
    }
  }

  @Test("A year as CSV: a row for every weekday")
  func csv() throws {
    let outcome = try Workdir().run("calendar XNYS 2025 --format csv").expect(stderr: "")
    let calendar = CSVTable(outcome.stdout)
    #expect(
      calendar.columns == [
        "date", "status", "open", "close", "note", "break_start", "break_end", "open_date",
      ])
    #expect(calendar.rows.count == 261)
    #expect(calendar.rows(where: ["status": "closed"]).count == 11)
    #expect(
      calendar.rows(where: ["status": "early_close"]).map { $0["date"] } == [
        "2025-07-03", "2025-11-28", "2025-12-24",
      ])
    #expect(calendar.rows(where: ["close": "13:00"]).count == 3)
  }

  @Test("Hours that change within the year, and lunch breaks")
  func hours() throws {
    let text = try Workdir().run("calendar XTKS 2024").expect(stderr: "").stdout
    for line in [
      "XTKS (Tokyo Stock Exchange, Asia/Tokyo) 2024", "245 sessions", "17 closures",
      "Hours  09:00-15:00, break 11:30-12:30",
      "Hours  from 2024-11-05: 09:00-15:30, break 11:30-12:30", "Tue 2024-12-31  Market holiday",
    ] {
      #expect(text.contains(line), "\(text)")
    }
    let table = CSVTable(
      try Workdir().run("calendar XTKS 2025 --format csv").expect(stderr: "").stdout)
    // Japan Exchange Group: 243 trading days in 2025.
    #expect(table.rows(where: ["status": "session", "break_start": "11:30"]).count == 243)
  }

  @Test("Sessions on a weekend, and those that open the evening before")
  func unusualSessions() throws {
    let budget = try Workdir().run("calendar XNSE 2025").expect(stderr: "").stdout
    #expect(budget.contains("Extra sessions") && budget.contains("Sat 2025-02-01  Union Budget"))
    let currencies = CSVTable(
      try Workdir().run("calendar FX 2025 --format csv").expect(stderr: "").stdout)
    let monday = try #require(currencies.rows(where: ["date": "2025-06-09"]).first)
    #expect(monday["open_date"] == "2025-06-08" && monday["open"] == "17:00")
  }

  @Test("Every calendar in a list, without a database")
  func list() throws {
    let outcome = try Workdir().run("list calendars --format csv").expect(stderr: "")
    let calendars = CSVTable(outcome.stdout)
    #expect(
      calendars["code"] == [
        "XNYS", "XNAS", "XTSE", "XLON", "XETR", "XPAR", "XTKS", "XHKG", "XSHG", "XNSE", "XASX",
        "FX", "CRYPTO",
      ])
    let hongKong = try #require(calendars.rows(where: ["code": "XHKG"]).first)
    #expect(hongKong["hours"] == "09:30-16:00, break 12:00-13:00")
    #expect(hongKong["last"] == "2026-12-31")
  }

  /// Sessions of the years that the exchange has published: nyse.com/markets/hours-calendars.
  @Test(
    "Sessions a year", arguments: zip(2018...2026, [251, 252, 253, 252, 251, 250, 252, 250, 251]))
  func sessions(_ year: Int, count: Int) throws {
    let outcome = try Workdir().run("calendar XNYS \(year) --format csv").expect(stderr: "")
    #expect(CSVTable(outcome.stdout)["open"].count { !$0.isEmpty } == count)
  }
}
