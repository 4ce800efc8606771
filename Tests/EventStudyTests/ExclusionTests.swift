import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Every event of the input is in the result, with the reason when it is not in the sample.
@Suite struct ExclusionTests {
  private static func date(_ day: CalendarDate, _ symbol: Symbol? = "F00", market: Symbol? = nil)
    -> NewsEvent
  {
    NewsEvent(id: "X", symbol: symbol, time: .date(day), market: market)
  }

  /// The sessions run from 2025-01-02 to 2025-08-08.
  static let cases: [(event: NewsEvent, reason: String)] = [
    (date("2025-06-02", nil), "no_symbol"),
    (date("2025-06-02", "NONE"), "unknown_symbol"),
    (date("2025-06-02", market: "NONE"), "unknown_market"),
    (date("2027-06-02"), "out_of_range"),
    (date("2024-12-31"), "out_of_range"),
    (date("2025-01-15"), "insufficient_estimation"),
  ]

  @Test(arguments: cases, [StudySpec.SessionCalendar.market, .exchange("XNYS")])
  func anEventWithoutAPlace(
    _ testCase: (event: NewsEvent, reason: String), _ calendar: StudySpec.SessionCalendar
  ) throws {
    let (event, reason) = testCase
    var study = try SmallStudy(firms: 2)
    study.spec.alignment.calendar = calendar
    let tables = try study.with(study.events + [event]).run()
    let row = try #require(tables.rows("events", ["event_id": "X"]).first)
    #expect(row.text("status") == "excluded" && row.text("reason") == reason)
    #expect(tables.rows("events").count == 3)
    #expect(tables.rows("aar").allSatisfy { $0.integer("n_events") == 2 })
    #expect(tables.rows("ar", ["event_id": "X"]).isEmpty)
    #expect(contractViolations(tables) == [])
  }

  @Test func aRepeatedRowIsADuplicate() throws {
    let study = try SmallStudy(firms: 2)
    let again = study.event("X", "F00", 80)
    let tables = try study.with(study.events + [again]).run()
    #expect(tables.rows("events").map { $0.text("reason") } == [nil, nil, "duplicate"])
    #expect(
      tables.rows("events", ["event_id": "X"]).first?["session"] == .date(again.time.date.ordinal))
    #expect(contractViolations(tables) == [])
  }

  @Test func aFirmDayInTwoGroupsCountsOnceInAll() throws {
    let study = try SmallStudy()
    let events = [
      study.event("A", "F00", 80, group: "call"), study.event("B", "F00", 80, group: "tariff"),
      study.event("C", "F01", 83, group: "call"),
    ]
    let tables = try study.with(events).run()
    #expect(
      tables.rows("events").map { $0.text("status") } == Array(repeating: "included", count: 3))
    let counts = tables.rows("caar", ["window_start": 0]).map { row in
      "\(row.text("event_group") ?? "") \(row.integer("n_events") ?? 0)"
    }
    #expect(counts == ["all 2", "call 2", "tariff 1"])
    #expect(tables.rows("notices", ["code": "repeated_across_groups"]).count == 1)
    #expect(contractViolations(tables) == [])
  }

  @Test func theStudysSymbolsReplaceTheEventsOwn() throws {
    var study = try SmallStudy(firms: 3)
    study.spec.events.symbols = ["F01", "F02", "NONE"]
    study.events = [study.event("A", nil, 80), study.event("B", "F00", 90)]
    let rows = try study.run().rows("events")
    #expect(
      rows.map { "\($0.text("event_id")!) \($0.text("symbol")!) \($0.text("reason") ?? "-")" } == [
        "A F01 -", "A F02 -", "A NONE unknown_symbol",
        "B F01 -", "B F02 -", "B NONE unknown_symbol",
      ])
  }

  @Test func anEventsOwnMarket() throws {
    var study = try SmallStudy(firms: 2)
    let event = study.events[0]
    study.events = [
      NewsEvent(id: "A", symbol: event.symbol, time: event.time, market: "F01"),
      NewsEvent(id: "B", symbol: event.symbol, time: event.time, group: "own"),
    ]
    let rows = try study.run().rows("models", ["term": "beta"])
    #expect(rows.count == 2 && rows[0].number("estimate") != rows[1].number("estimate"))
    study.spec.market = "F01"
    study.events = [study.events[1]]
    let beta = try study.run().rows("models", ["term": "beta"]).first?.number("estimate")
    #expect(beta == rows[0].number("estimate"))
  }
}
