import MarketData
import Testing

@testable import Ingest

/// Tables of events as vendors and programs write them.
@Suite struct EventLayoutTests {
  @Test func takesTheColumnThatHasTimes() throws {
    let text = """
      date,datetime,shock
      2006-08-19,2006-08-18 17:18,0.083
      2006-11-04,2006-11-03 18:15,-0.0005
      """
    let (events, _) = try readEvents(text) { $0.timeZone = Zone("Asia/Shanghai") }
    #expect(events.map(\.time.date) == ["2006-08-18", "2006-11-03"])
    #expect(events.map(\.zonePolicy) == [.assumed, .assumed])
    #expect(events[0].covariates.map(\.name) == ["date", "shock"])
  }

  /// Beside date and symbol: the column taken for the title, and those kept as covariates.
  @Test(arguments: [
    ("surprise", "0.3", "-0,1", nil, ["surprise"]), ("what", "a call", "", "what", []),
    ("what", "5 June", "0.3", "what", []), ("surprise", "0.3", "", nil, ["surprise"]),
    ("event", "1", "1", nil, ["event"]),
    ("event;summary", "1;a call", "2;a post", "summary", ["event"]),
    ("surprise;size", "0.3;1e9", ".;2e9", nil, ["surprise", "size"]),
  ])
  func takesNoNumbersForTitles(
    _ names: String, _ first: String, _ second: String, _ title: String?, _ covariates: [String]
  ) throws {
    let (events, report) = try readEvents(
      "date;symbol;\(names)\n2025-06-04;A;\(first)\n2025-06-05;A;\(second)\n")
    let columns = report.detection.columns
    #expect(columns.filter { $0.role == "title" }.map(\.name) == (title.map { [$0] } ?? []))
    #expect(columns.filter { $0.role == "covariate" }.map(\.name) == covariates)
    #expect(events[0].covariates.map(\.name) == covariates)
    #expect((events[0].title != nil) == (title != nil))
  }

  @Test func keepsTheDateBesideAColumnOfTimes() throws {
    let (events, _) = try readEvents(
      "timestamp,date,time\n2025-06-05T12:00:00Z,2025-06-06,08:45Z\n")
    #expect(events[0].time.date == "2025-06-06")
    #expect(events[0].zonePolicy == .given)
  }

  @Test func knowsThatUTCColumnsAreInUTC() throws {
    let (events, _) = try readEvents("Timestamp (UTC),Headline\n2025-06-05 12:45:00,x\n")
    #expect(events[0].instant == 1_749_127_500_000)
    #expect(events[0].zonePolicy == .given)
  }

  @Test(arguments: [
    ("\"['NVDA', 'AMD']\"", ["NVDA", "AMD"]),
    ("\"[\"\"NVDA\"\",\"\"BRK.B\"\"]\"", ["NVDA", "BRK.B"]),
    ("SPY;KWEB", ["SPY", "KWEB"]), ("SPY|SPY", ["SPY"]), ("\"SPY, KWEB\"", ["SPY", "KWEB"]),
    ("\"Travelers, Inc.\"", ["Travelers, Inc."]), ("Best Buy", ["Best Buy"]), ("NA", ["NA"]),
  ])
  func spreadsLists(_ cell: String, _ symbols: [String]) throws {
    let (events, _) = try readEvents("date,label,exposed_tickers\n2025-06-05,x,\(cell)\n")
    #expect(events.map { $0.symbol?.rawValue } == symbols)
    #expect(events.allSatisfy { $0.title == "x" })
  }

  @Test func readsAnEmptyListAsNewsForAll() throws {
    let (events, _) = try readEvents("date,label,tickers\n2025-06-05,x,[]\n2025-06-06,y,nan\n")
    #expect(events.map(\.symbol) == [nil, nil])
  }

  @Test func readsMidnightsInEveryRowAsDates() throws {
    let all = try readEvents("datetime\n2025-06-05T00:00:00Z\n2025-06-06T00:00:00Z\n")
    #expect(all.events.map(\.time) == [.date("2025-06-05"), .date("2025-06-06")])
    #expect(all.events.allSatisfy { $0.zonePolicy == nil })
    #expect(all.report.detection.notes.count == 1)
    let some = try readEvents("datetime\n2025-06-05T00:00:00Z\n2025-06-06T00:00:01Z\n")
    #expect(some.events[0].instant == 1_749_081_600_000)
    let bare = try readEvents("datetime\n2025-06-05 00:00:00\n2025-06-06 08:45\n") {
      $0.timeZone = Zone("UTC")
    }
    #expect(bare.events.map(\.instant) == [1_749_081_600_000, 1_749_199_500_000])
    let alone = try readEvents("datetime\n2025-06-05 00:00:00\n")
    #expect(alone.events.map(\.time) == [.date("2025-06-05")])
  }

  @Test func readsGDELT() throws {
    let (events, report) = try readEvents(
      gdelt("1250000001", "20250605", "190", "20250605000000", "https://example.org/a")
        + gdelt("1250000002", "20240605", "036", "20250605001500", "https://example.org/b"))
    #expect(report.detection.profile == "gdelt")
    #expect(events.map(\.id) == ["1250000001", "1250000002"])
    // Midnight is one of the quarters of an hour, not an unknown time.
    #expect(events.map(\.instant) == [1_749_081_600_000, 1_749_082_500_000])
    #expect(events[1].title == "https://example.org/b")
    #expect(events[1].covariates.first == .init(name: "SQLDATE", value: "20240605"))
    #expect(events[1].group == "03")
  }

  private func gdelt(
    _ id: String, _ day: String, _ code: String, _ added: String, _ url: String
  ) -> String {
    var cells = [String](repeating: "", count: 61)
    (cells[0], cells[1], cells[26], cells[28]) = (id, day, code, String(code.prefix(2)))
    (cells[59], cells[60]) = (added, url)
    return cells.joined(separator: "\t") + "\n"
  }

  private let ravenPack = """
    TIMESTAMP_UTC,RP_ENTITY_ID,ENTITY_NAME,RELEVANCE,EVENT_SIMILARITY_DAYS,GROUP,HEADLINE
    2025-06-05 12:45:00.250,D8442A,Apple,100,365,earnings,a
    2025-06-05 12:46:00.000,D8442A,Apple,100,0.5,earnings,b
    2025-06-05 12:47:00.000,228D42,Microsoft,63,120,products,c
    """

  @Test func readsRavenPack() throws {
    let (events, report) = try readEvents(ravenPack)
    #expect(report.detection.profile == "ravenpack")
    #expect(events.map(\.instant) == [1_749_127_500_250, 1_749_127_560_000, 1_749_127_620_000])
    #expect(events.map(\.symbol) == ["D8442A", "D8442A", "228D42"])
    #expect(events[0].group == "earnings")
  }

  @Test func filtersRatedNews() throws {
    let relevant = try readEvents(ravenPack) { $0.newsFilters = [.relevant] }
    #expect(relevant.events.map(\.title) == ["a", "b"])
    let both = try readEvents(ravenPack) { $0.newsFilters = [.relevant, .novel] }
    #expect(both.events.map(\.title) == ["a"])
    #expect(both.report.detection.notes == ["rows that --only leaves aside: 2"])
    #expect(
      message { _ = try readEvents("date\n2025-06-05\n") { $0.newsFilters = [.novel] } }
        == "e.csv: --only novel needs a vendor's ratings, which the layout events does not have")
  }

  @Test(arguments: [
    "10145 20250605\n59328 20250310\n", "permno date\n10145\t20250605\r\n59328   20250310\r\n",
    "\n10145 20250605\n\n59328 20250310",
  ])
  func readsEventus(_ text: String) throws {
    let (events, report) = try readEvents(text)
    #expect(report.detection.profile == "eventus")
    #expect(events.map(\.symbol) == ["10145", "59328"])
    #expect(events.map(\.time) == [.date("2025-06-05"), .date("2025-03-10")])
  }

  @Test func readsCUSIPsAndRejectsWhatIsCut() throws {
    let (events, report) = try readEvents("03783310 20250605\n59491810 20250606\n11\n") {
      $0.rejectsAllowed = 1
    }
    #expect(events.map(\.symbol) == ["03783310", "59491810"])
    #expect(report.rejects.map(\.line) == [3])
    #expect(report.rejects.map(\.reason) == [.missingDate])
  }
}

extension NewsEvent {
  /// Milliseconds since 1970; `nil` for a date alone.
  var instant: Int64? {
    if case .clock(_, _, _, let instant) = time { instant.milliseconds } else { nil }
  }
}

/// Reads a text of events.
func readEvents(
  _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
) throws -> (events: [NewsEvent], report: ImportReport) {
  try EventImport.run(.bytes(Array(text.utf8), name: "e.csv"), ImportOptions().with(change))
}
