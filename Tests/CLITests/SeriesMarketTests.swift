import TestSupport
import Testing

/// Where series are traded, as imports say.
@Suite struct SeriesMarketTests {
  /// The small market with a copy of F00 that trades in Tokyo, and news about both.
  private func market() throws -> Workdir {
    let workdir = try SmallMarket.files()
    // 2024-06-05 and -06 are sessions of both; Tokyo's holidays are no dates of its series.
    try workdir.write(SmallMarket.tokyo().utf8, to: "tokyo.csv")
    try SmallMarket.writeCall(to: workdir)
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
