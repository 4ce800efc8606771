import Reporting
import Tables
import TestSupport
import Testing

@Suite struct ReportTests {
  private func report(
    _ tables: TableSet, name: String = "us-china-2025", style: TextStyle = .plain
  ) -> String {
    StudyReport(name: name, question: Fixture.question, tables: tables, style: style).text()
  }

  /// The study's tables with one exchanged.
  private func study(with table: Table) -> TableSet {
    TableSet(Fixture.study.tables.map { $0.name == table.name ? table : $0 })
  }

  @Test func aStudyOfSeveralEvents() throws {
    try expectSnapshot(report(Fixture.study), "study.txt")
  }

  @Test func aStudyOfOneEvent() throws {
    try expectSnapshot(report(Fixture.single), "single-event.txt")
  }

  @Test func aStudyOfTwoEventsShowsEach() throws {
    try expectSnapshot(report(Fixture.few), "few-events.txt")
  }

  @Test func aStudyOfOneEventForAnASCIITerminal() throws {
    let text = report(Fixture.single, style: TextStyle(width: 60, unicode: false))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    try expectSnapshot(text, "single-event-ascii.txt")
  }

  @Test func linesFitTheWidth() {
    for width in [80, 100, 120] {
      for line in report(Fixture.study, style: TextStyle(width: width)).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }

  @Test func colourIsTheOnlyDifferenceItMakes() {
    let plain = report(Fixture.study)
    let colored = report(Fixture.study, style: TextStyle(color: true))
    #expect(!plain.contains("\u{1B}"))
    #expect(colored.contains("\u{1B}[1m"))
    #expect(colored.replacing(#/\u{1B}\[\d+m/#, with: "") == plain)
  }

  @Test func aStudyWithoutUsableEventsSaysSo() {
    let events = Fixture.events(symbols: [])
    let text = report(TableSet([events]))
    #expect(text.contains("No usable event among 2: all are excluded.\n"))
    #expect(!text.contains("Model"))
    #expect(!text.contains("How to read"))
  }

  @Test func aLongEventListIsCut() {
    let ids = (1...23).map { "e\($0)" }
    let events = Table(
      "events",
      [
        Column("event_id", texts: ids), Column("event_date", dates: ids.map { _ in 20244 }),
        Column("status", texts: ids.map { _ in "included" }),
      ])
    let text = report(TableSet([events]), name: "long")
    #expect(text.contains("  e20 "))
    #expect(!text.contains("  e21 "))
    #expect(text.contains("  … and 3 more (reaction export long --table events)\n"))
  }

  @Test func anEventExcludedForManySymbolsIsOneLine() {
    let symbols = ["AAPL", "AMD", "KO"]
    let events = Table(
      "events",
      [
        Column("event_id", texts: symbols.map { _ in "W15" }), Column("symbol", texts: symbols),
        Column("event_date", dates: symbols.map { _ in 18131 }),
        Column("status", texts: symbols.map { _ in "excluded" }),
        Column("reason", texts: symbols.map { _ in "unknown_symbol" }),
      ])
    let text = report(TableSet([events]))
    #expect(text.contains("  W15             × 3 symbols  2019-08-23  no prices for this symbol\n"))
    #expect(text.contains("  No event could be used: no prices for this symbol (3).\n"))
  }

  @Test func manyExclusionsAreCountedByReason() {
    let ids = (1...14).map { "e\($0)" }
    let events = Table(
      "events",
      [
        Column("event_id", texts: ids), Column("event_date", dates: ids.map { _ in 20244 }),
        Column("status", texts: ids.map { _ in "excluded" }),
        Column("reason", texts: ids.indices.map { $0 < 11 ? "no_event_data" : "strange_code" }),
      ])
    let text = report(TableSet([events]), name: "long")
    #expect(text.contains("        11  no prices around the event\n"))
    #expect(text.contains("         3  strange_code\n"))
    #expect(text.contains("  … and 4 more (reaction export long --table events)\n"))
  }

  @Test func noticesOfOneCodeAreCut() {
    let notices = Table(
      "notices",
      [
        Column("code", texts: (1...5).map { _ in "thin_trading" }),
        Column("severity", texts: (1...5).map { _ in "warning" }),
        Column("event_id", texts: (1...5).map { "e\($0)" }),
        Column("message", texts: (1...5).map { _ in "half of the returns are zero." }),
      ])
    let text = report(study(with: notices), name: "s")
    #expect(text.contains("  ! e3: half of the returns are zero.\n"))
    #expect(!text.contains("e4: half"))
    #expect(text.contains("  … and 2 more (reaction export s --table notices)\n"))
  }

  private static let verdicts: [([Double], String)] = [
    ([0.2], "The test does not reject a zero effect at 5%."),
    ([0.05, 0.2], "None of 2 tests rejects a zero effect at 5%."),
    ([0.049], "The test rejects a zero effect at 5%."),
    ([0.01, 0.02], "Both tests reject a zero effect at 5%."),
    ([0.01, 0.2], "1 of 2 tests rejects a zero effect at 5%: t0. Not significant: t1."),
    ([0.01, 0.02, 0.03], "All 3 tests reject a zero effect at 5%."),
    ([.nan], "No test could be computed."),
  ]

  @Test(arguments: verdicts) func testsAreSummedUpInWords(_ values: [Double], _ words: String) {
    let rows = values.enumerated().map { Fixture.TestRow(test: "t\($0)", p: $1) }
    let text = report(study(with: Fixture.table(of: rows)), style: TextStyle(width: 200))
    #expect(text.contains("  Average CAR +2.13% over [0, 0]. \(words)\n"))
  }

  @Test func independenceIsOnlyDoubtedWhereEventsShareSessions() {
    let silent = Table("notices", Fixture.notices.columns.map { Column($0.name, texts: []) })
    let doubt = "  !  the test takes events as independent, but these share sessions"
    #expect(report(Fixture.study).ranges(of: doubt).count == 1)
    #expect(report(Fixture.study).contains("patell_z !"))
    #expect(!report(Fixture.study).contains("adj_bmp_t !"))
    #expect(!report(study(with: silent)).contains("!"))
  }
}
