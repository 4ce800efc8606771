import MarketData
import Testing

@testable import Reactions

@Suite struct PlaceboTests {
  @Test func ranksAmongOrdinaryDays() {
    let placebo = PlaceboDistribution([0.5, 0.1, 1.5, 0.5])
    #expect(placebo.pUpper(of: 0.5) == 4.0 / 5)
    #expect(placebo.percentile(of: 0.5) == 50)  // One less, two the same.
    #expect(placebo.pUpper(of: 2) == 1.0 / 5)
    #expect(placebo.percentile(of: 2) == 100)
    #expect(placebo.percentile(of: 0) == 0)
    #expect(PlaceboDistribution([]).pUpper(of: 1) == nil)
  }

  /// Every session of March 2025 has the same hours; there are 21, and the first has no close before.
  @Test func sessionsNearEventsAreNotOrdinary() throws {
    let clock = SessionClock(
      exchange: try ExchangeCalendar.named("XNYS"),
      dates: CalendarDate(stringLiteral: "2025-03-03")...CalendarDate(stringLiteral: "2025-03-31"))
    func sessions(_ events: [Int], _ distance: Int, _ limit: Int? = nil) -> PlaceboDistribution {
      OrdinarySessions(
        of: clock.dates.count, events: events, distance: distance, limit: limit
      ).distribution(like: 5, on: clock) { $0 == 0 ? nil : Double($0) }
    }
    #expect(sessions([5], 0).count == 19)
    #expect(sessions([5, 6], 1).count == 16)
    #expect(sessions([0], 2).count == 18)
    // 19 serve: the middles of four equal parts are the positions 2, 7, 11 and 16.
    #expect(sessions([5], 0, 4) == PlaceboDistribution([3, 9, 13, 18]))
  }

  @Test func halfDaysAreComparedWithHalfDays() throws {
    let clock = SessionClock(
      exchange: try ExchangeCalendar.named("XNYS"),
      dates: CalendarDate(stringLiteral: "2024-06-24")...CalendarDate(stringLiteral: "2025-07-11"))
    let half = clock.position(onOrAfter: "2025-07-03")
    let others = OrdinarySessions(
      of: clock.dates.count, events: [half], distance: 1, limit: nil
    ).distribution(like: half, on: clock) { Double($0) }
    // 3 July, 29 November and 24 December 2024.
    #expect(others.count == 3)
  }

  @Test func anyNumberOfThreadsGivesTheSame() throws {
    let bars = try ReferenceMarket.intraday()
    let symbols = (0..<7).map { Symbol(rawValue: "S\($0)") }
    let assets = Dictionary(uniqueKeysWithValues: symbols.map { ($0, AssetBars(intraday: bars)) })
    let events = ["2025-03-18", "2025-03-25"].map {
      NewsEvent(id: $0, symbol: nil, time: .date(CalendarDate($0)!))
    }
    let study = ReactionStudy(exchange: try ExchangeCalendar.named("XNYS"))
    let one = study.run(on: events, assets: assets, symbols: symbols, threads: 1).reactions
    #expect(one.count == 14)
    #expect(one.map(\.eventID) == events.flatMap { event in symbols.map { _ in event.id } })
    #expect(study.run(on: events, assets: assets, symbols: symbols, threads: 3).reactions == one)
  }
}
