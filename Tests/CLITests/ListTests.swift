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
      #expect(try list("events")["list"] == ["june-5-2025", "trade-war-2018"])
      #expect(try list("batches")["batch"] == ["1", "2", "3", "4", "5"])
      #expect(
        try list("batches")["source"] == [
          "prices.csv", "index.csv", "events.csv", "daily.csv", "events.csv",
        ])
      #expect(try list("studies")["study"] == ["june-5-2025", "trade-war-2018"])
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
      let formats = ["text", "csv", "tsv", "json", "ndjson", "md"]
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
    #expect(calendar.columns == ["date", "status", "open", "close", "note"])
    #expect(calendar.rows.count == 261)
    #expect(calendar.rows(where: ["status": "closed"]).count == 11)
    #expect(
      calendar.rows(where: ["status": "early_close"]).map { $0["date"] } == [
        "2025-07-03", "2025-11-28", "2025-12-24",
      ])
    #expect(calendar.rows(where: ["close": "13:00"]).count == 3)
  }

  /// Sessions of the years that the exchange has published: nyse.com/markets/hours-calendars.
  @Test(
    "Sessions a year", arguments: zip(2018...2026, [251, 252, 253, 252, 251, 250, 252, 250, 251]))
  func sessions(_ year: Int, count: Int) throws {
    let outcome = try Workdir().run("calendar XNYS \(year) --format csv").expect(stderr: "")
    #expect(CSVTable(outcome.stdout)["open"].count { !$0.isEmpty } == count)
  }
}
