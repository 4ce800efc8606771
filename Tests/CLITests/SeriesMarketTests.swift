import TestSupport
import Testing

/// Where series are traded, as imports say.
@Suite struct SeriesMarketTests {
  /// The small market with a copy of F00 that trades in Tokyo, and one instant for both: 10:46 in
  /// New York is 23:46 in Tokyo, whose next session is the day after.
  private func market() throws -> Workdir {
    let workdir = try SmallMarket.files()
    // 2024-06-05 and -06 are sessions of both; Tokyo's holidays are no dates of its series.
    let tokyo = SmallMarket.prices.split(separator: "\n").filter { $0.contains(",F00,") }
      .map { $0.replacing(",F00,", with: ",7203,") }
    try workdir.write(
      ("date,symbol,close\n" + tokyo.joined(separator: "\n") + "\n").utf8, to: "tokyo.csv")
    try workdir.write(
      """
      event_id,symbol,date,time,time_zone
      call,F00,2024-06-05,10:46,America/New_York
      call,7203,2024-06-05,10:46,America/New_York

      """.utf8, to: "call.csv")
    try workdir.write((SmallMarket.study + "events: {list: call}\n").utf8, to: "call.yaml")
    try workdir.run("import prices prices.csv --currency USD").expect()
    try workdir.run("import events call.csv").expect()
    return workdir
  }

  @Test("News has the session of each series' own exchange")
  func sessions() throws {
    let workdir = try market()
    try workdir.run(
      "import prices tokyo.csv --calendar xtks --currency JPY --rejects closed.csv"
    ).expect()
    try workdir.run("study call.yaml").expect()
    let events = CSVTable(
      try workdir.run("export small --table events --format csv").expect().stdout)
    #expect(events.rows(where: ["symbol": "F00"]).map { $0["session"] } == ["2024-06-05"])
    #expect(events.rows(where: ["symbol": "7203"]).map { $0["session"] } == ["2024-06-06"])
    let provenance = try workdir.run("export small --table provenance --format csv").stdout
    #expect(provenance.contains("XNYS 2026-11, XTKS"), "\(provenance)")
    let notices = try workdir.run("export small --table notices --format csv").stdout
    #expect(
      notices.contains(
        "The series are in different currencies: JPY (7203, ...), USD (F00, ...)."), "\(notices)")
  }

  @Test("Exchange and currency are listed, and go with the batch that named them")
  func lists() throws {
    let workdir = try market()
    func known() throws -> [String] {
      let series = CSVTable(try workdir.run("list series --format csv").expect().stdout)
      return series.rows(where: ["symbol": "7203"]).map {
        "\($0["exchange"] ?? "") \($0["currency"] ?? "")"
      }
    }
    try workdir.run("import prices tokyo.csv --currency JPY").expect()
    #expect(try known() == [" JPY"])
    try workdir.run("import prices tokyo.csv --calendar XTKS --max-rejects 99").expect()
    #expect(try known() == ["XTKS JPY"])
    try workdir.run("import undo 4").expect()
    #expect(try known() == [" JPY"])
  }

  @Test("A currency is a code of three letters", arguments: ["US", "DOLLAR", "U$D"])
  func refuses(_ code: String) throws {
    let outcome = try Workdir().run("import prices x.csv --currency \(code)")
    #expect(outcome.status == 2)
    #expect(
      outcome.stderr.contains("--currency '\(code)' is not a code of three letters such as USD."))
  }
}
