import TestSupport
import Testing

/// Prices whose exchange is a calendar of the user's own.
@Suite struct ImportedExchangeTests {
  private let workdir: Workdir

  /// Own sessions are all weekdays of the small market but 2024-06-04 and what comes after August.
  init() throws {
    workdir = try SmallMarket.files()
    try workdir.write(Self.calendar(without: "2024-06-04").utf8, to: "own.csv")
    try workdir.run("import calendar own.csv --name OWN --time-zone Asia/Tokyo").expect()
  }

  private static func calendar(without closed: String) -> String {
    var seen: Set<Substring> = []
    let days = SmallMarket.prices.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").first }
      .filter { seen.insert($0).inserted && $0 != closed && $0 < "2024-09-01" }
    return "date,open,close\n" + days.map { "\($0),09:00,15:00\n" }.joined()
  }

  private func importTokyo() throws {
    let prices = SmallMarket.tokyo { !$0.hasPrefix("2024-06-04") && $0 < "2024-09-01" }
    try workdir.write(prices.utf8, to: "tokyo.csv")
    try workdir.run("import prices tokyo.csv --calendar own").expect()
  }

  @Test("Its closed days are rejected, and so are dates that it does not know")
  func rejects() throws {
    try workdir.write(
      """
      date,symbol,close
      2024-06-03,A,1.5
      2024-06-04,A,1.6
      2024-09-02,A,1.7

      """.utf8, to: "p.csv")
    let expected = """
      Error: p.csv: 2 rows cannot be imported
        line 3, column date: OWN has no session on 2024-06-04
        line 4, column date: the calendar OWN goes from 2024-01-01 to 2024-08-30; 2024-09-02 is not in it
      correct them, or import the rest with --rejects FILE

      """
    try workdir.run("import prices p.csv --calendar own").expect(status: 3, stderr: expected)
    let preview = try workdir.run("import prices p.csv --calendar own --dry-run").expect().stdout
    #expect(preview.contains("would reject 2 (2 weekend_session):"), "\(preview)")
    try workdir.run("import prices p.csv --calendar own --rejects closed.csv").expect()
    let series = CSVTable(try workdir.run("list series --format csv").expect().stdout)
    #expect(series.rows(where: ["symbol": "A"]).map { $0["exchange"] } == ["OWN"])
  }

  @Test("News has the session of the own exchange, and provenance names the calendar's file")
  func sessions() throws {
    try workdir.run("import prices prices.csv").expect()
    try importTokyo()
    try SmallMarket.writeCall(to: workdir)
    try workdir.run("import events call.csv").expect()
    try workdir.run("study call.yaml").expect()
    let events = CSVTable(
      try workdir.run("export small --table events --format csv").expect().stdout)
    #expect(events.rows(where: ["symbol": "F00"]).map { $0["session"] } == ["2024-06-05"])
    #expect(events.rows(where: ["symbol": "7203"]).map { $0["session"] } == ["2024-06-06"])
    let provenance = try workdir.run("export small --table provenance --format csv").stdout
    #expect(provenance.contains(", OWN "), "\(provenance)")
    #expect(provenance.contains("\ninput:own.csv,"), "\(provenance)")
  }

  private func gaps(of symbol: String) throws -> [String?] {
    CSVTable(try workdir.run("list series --format csv").expect().stdout)
      .rows(where: ["symbol": symbol]).map { $0["gaps"] }
  }

  @Test("Gaps are counted in the sessions of the own exchange, else in those of XNYS")
  func gaps() throws {
    try importTokyo()
    // The prices lack 2024-06-04, on which New York traded; OWN did not.
    #expect(try gaps(of: "7203") == ["0"])
    let rows = try workdir.text("tokyo.csv").replacing(",7203,", with: ",NY,")
    try workdir.write(rows.utf8, to: "york.csv")
    try workdir.run("import prices york.csv").expect()
    #expect(try gaps(of: "NY") == ["1"])
    // A calendar of one's own is preferred to the built-in one: a session on Saturday the 8th.
    let own = Self.calendar(without: "2024-06-04").replacing(
      "2024-06-10", with: "2024-06-08,09:30,16:00\n2024-06-10")
    try workdir.write(own.utf8, to: "york.cal.csv")
    try workdir.run("import calendar york.cal.csv --name XNYS").expect()
    #expect(try gaps(of: "NY") == ["1"])
    let closed = own.replacing("2024-06-08,09:30,16:00\n", with: "")
    try workdir.write(closed.utf8, to: "york.cal.csv")
    try workdir.run("import calendar york.cal.csv --name XNYS").expect()
    #expect(try gaps(of: "NY") == ["0"])
    // Without its calendar a series is listed all the same.
    try workdir.run("import undo 1").expect()
    #expect(try gaps(of: "7203") == [""])
  }

  @Test("A search and a correlation put news on the clock of the own exchange")
  func exploring() throws {
    try workdir.run("import prices prices.csv").expect()
    try importTokyo()
    try SmallMarket.writeCall(to: workdir)
    try workdir.write(
      "event_id,symbol,date,time,time_zone\nall,,2024-06-05,10:46,America/New_York\n".utf8,
      to: "all.csv")
    try workdir.run("import events call.csv all.csv --list call").expect()
    let contagion =
      "correlate contagion --source ^MKT --events call --before -60,-11 --after 0,5 "
      + "--replicates 0 --format csv"
    func starts(_ command: String) throws -> [String: String] {
      let table = CSVTable(try workdir.run(command).expect().stdout)
      return Dictionary(
        zip(zip(table["event_id"], table["symbol"]).map { "\($0) \($1)" }, table["event_start"]),
        uniquingKeysWith: { first, _ in first })
    }
    let news = try starts(contagion)
    #expect(news["call F00"] == "2024-06-05" && news["call 7203"] == "2024-06-06")
    #expect(news["all F01"] == "2024-06-05")
    // News of no symbol is on the clock of the series whose dates are the sessions.
    let tokyo = contagion.replacing("^MKT", with: "7203")
    #expect(try starts(tokyo)["all F01"] == "2024-06-06")
    let days = CSVTable(
      try workdir.run(
        "correlate impact --source ^MKT --symbol F01 --events call --event-days 0,3 --format csv"
      ).expect().stdout)
    // Four from F00's day on, and four from the day after.
    #expect(days["n_event"] == ["5"])
    // Every day moves further than 0 from what is usual, so that each is listed with its news.
    for (symbol, date) in [("F00", "2024-06-05"), ("7203", "2024-06-06")] {
      let found = CSVTable(
        try workdir.run(
          "find \(symbol) --list call --threshold 1e-9 --within 0 --trailing 20 --all --format csv"
        ).expect().stdout)
      #expect(found.rows(where: ["explained": "yes"]).map { $0["session"] } == [date])
    }
  }

  @Test("The same prices with other dates of the calendar are another batch")
  func followsTheCalendar() throws {
    try importTokyo()
    try workdir.run("import prices tokyo.csv --calendar OWN").expect(
      stderr: "tokyo.csv: already imported as batch 2; nothing was added\n")
    try workdir.write(Self.calendar(without: "2024-06-05").utf8, to: "own.csv")
    try workdir.run("import calendar own.csv --name OWN --time-zone Asia/Tokyo").expect()
    let outcome = try workdir.run("import prices tokyo.csv --calendar OWN")
    #expect(outcome.status == 3)
    #expect(outcome.stderr.contains("OWN has no session on 2024-06-05"), "\(outcome.stderr)")
  }

  @Test("An unknown name is answered with those that there are, and makes no database")
  func unknown() throws {
    let builtIn =
      "Built in: XNYS, XNAS, XTSE, XLON, XETR, XPAR, XTKS, XHKG, XSHG, XNSE, XASX, FX, CRYPTO\n"
    try workdir.run("import prices prices.csv --calendar OWEN").expect(
      status: 2,
      stderr: "Error: --calendar: no calendar is named 'OWEN'; did you mean 'OWN'? Imported: OWN. "
        + builtIn)
    let fresh = try SmallMarket.files()
    try fresh.run("import prices prices.csv --calendar OWN").expect(
      status: 2, stderr: "Error: --calendar: no calendar is named 'OWN'; " + builtIn)
    #expect(try fresh.run("list series").status == 1)
    // An empty file is where a database will be.
    try fresh.write("".utf8, to: "empty.sqlite")
    let rows = SmallMarket.prices.split(separator: "\n").prefix(2).joined(separator: "\n") + "\n"
    try fresh.write(rows.replacing("2024-01-01", with: "2024-01-02").utf8, to: "p.csv")
    try fresh.run("import prices p.csv --calendar XNYS --db empty.sqlite").expect()
  }

  @Test("A calendar that was undone is asked for by the name that the prices have")
  func undone() throws {
    try workdir.run("import prices prices.csv").expect()
    try importTokyo()
    try workdir.run("import undo 1").expect()
    try workdir.write("event_id,symbol,date\ncall,7203,2024-06-05\n".utf8, to: "call.csv")
    try workdir.write((SmallMarket.study + "events: {list: call}\n").utf8, to: "call.yaml")
    try workdir.run("import events call.csv").expect()
    let expected =
      "Error: the prices of '7203' were imported with the calendar 'OWN', which is not in the "
      + "database any more; import it again, with --name OWN\n"
    try workdir.run("study call.yaml").expect(status: 4, stderr: expected)
    try workdir.run("react 7203 2024-06-05").expect(status: 4, stderr: expected)
    // Another one can be named; closes alone have no reaction.
    let other = try workdir.run("react 7203 2024-06-05 --calendar XTKS")
    #expect(other.stderr.contains("missing_open"), "\(other)")
  }
}
