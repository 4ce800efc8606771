import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Sessions that are inferred from the prices, and what the reader is told of them.
@Suite struct InferredSessionsTests {
  /// Five firms and the market on the sessions of New York; the exchange is never asked.
  private func study(share: Double) throws -> SmallStudy {
    var study = try SmallStudy(firms: 5)
    study.spec.alignment.calendar = .inferred(share: share)
    return study
  }

  private func notice(_ study: SmallStudy) throws -> String? {
    try study.run().rows("notices", ["code": "inferred_sessions"]).first?.text("message")
  }

  private func sessions(_ study: SmallStudy) throws -> Set<Int> {
    Set(
      try study.run().rows("ar").compactMap { row in
        if case .date(let session) = row["session"] { session } else { nil }
      })
  }

  @Test func equalTheDatesOfCompletePrices() throws {
    var inferred = try study(share: 1)
    let tables = try inferred.run()
    inferred.spec.alignment.calendar = .market
    let plain = try inferred.run()
    for name in ["events", "fits", "ar", "car", "tests"] {
      #expect(
        TableSet([try #require(tables[name])]).fingerprint
          == TableSet([try #require(plain[name])]).fingerprint)
    }
  }

  /// Of six series, a date needs three for a half, four for 60% and five for 80%.
  @Test(
    arguments: zip(
      [1, 2, 3, 4, 5, 6], [[], [], [0.5], [0.5, 0.6], [0.5, 0.6, 0.8], [0.5, 0.6, 0.8, 1]]))
  func needTheirShareOfSeries(_ priced: Int, _ shares: [Double]) throws {
    for share in [0.5, 0.6, 0.8, 1] {
      var study = try study(share: share)
      let day = 81
      for firm in 0..<(6 - priced) {
        study.market.drop(SyntheticMarket.firm(firm), sessions: [day])
      }
      let date = study.market.sessions[day].ordinal
      #expect(try sessions(study).contains(date) == shares.contains(share))
    }
  }

  @Test func nameTheDatesInQuestion() throws {
    var study = try study(share: 0.5)
    for firm in 0..<4 { study.market.drop(SyntheticMarket.firm(firm), sessions: [20]) }
    study.market.blank(SyntheticMarket.firm(0), sessions: [30])
    let dates = study.market.sessions
    #expect(
      try notice(study)
        == "Sessions are inferred: the 149 dates on which at least 50% of the study's series have a "
        + "price, of those whose prices span the date. Dates with fewer, whose prices are not used: "
        + "\(dates[20]) (2 of 6). On 1 of the sessions some series has no price.")
  }

  /// A stock listed late is no argument against an early session.
  @Test func countOnlySeriesThatSpanADate() throws {
    var study = try study(share: 1)
    for firm in 0..<4 { study.market.drop(SyntheticMarket.firm(firm), sessions: 0..<10) }
    study.market.drop(SyntheticMarket.firm(0), sessions: 140..<150)
    #expect(
      try notice(study)
        == "Sessions are inferred: the 150 dates on which at least 100% of the study's series have "
        + "a price, of those whose prices span the date.")
  }

  @Test func doNotDependOnThreads() throws {
    let study = try study(share: 0.6)
    #expect(try study.run(threads: 1).fingerprint == study.run(threads: 3).fingerprint)
  }
}

/// What the reader is told when prices and the named exchange's calendar disagree.
@Suite struct CalendarNoticeTests {
  private func notice(_ code: String, _ dates: [CalendarDate], exchange: String = "XNYS") throws
    -> String?
  {
    var study = try SmallStudy(firms: 1)
    study.spec.alignment.calendar = .exchange(exchange)
    var inputs = study.market.inputs(study.events, exchange: try .named(exchange))
    let series = try #require(inputs.prices["F00"])
    let extra = dates.map { Int64($0.ordinal) }
    let all = Set(series.dates + extra).sorted()
    inputs.prices["F00"] = PriceSeries(
      dates: all, prices: all.map { date in extra.contains(date) ? 30 : 31 })
    return try Study(study.spec).run(on: inputs, threads: 1).tables
      .rows("notices", ["code": code]).first?.text("message")
  }

  // The New York Stock Exchange was closed on 9 January 2025.
  @Test func aPriceOnADayOfMourning() throws {
    #expect(
      try notice("prices_outside_sessions", ["2025-01-09"])
        == "F00 has a price on 2025-01-09, which is not a session of XNYS (Mourning for Jimmy "
        + "Carter); it is not used.")
  }

  @Test func manyPricesOutsideSessions() throws {
    let saturdays = (0..<7).map { CalendarDate("2025-02-01").adding(days: 7 * $0) }
    #expect(
      try notice("prices_outside_sessions", saturdays)
        == "7 prices of 1 series on 7 dates that are not sessions of XNYS are not used: "
        + "F00 on 2025-02-01 (weekend), F00 on 2025-02-08 (weekend), F00 on 2025-02-15 (weekend), "
        + "F00 on 2025-02-22 (weekend), F00 on 2025-03-01 (weekend) and 2 more.")
  }

  @Test func nothingWhenTheyAgree() throws {
    #expect(try notice("prices_outside_sessions", []) == nil)
    #expect(try notice("calendar_coverage", []) == nil)
  }

  @Test func pricesAfterTheLastAnnouncedYear() throws {
    #expect(
      try notice("calendar_coverage", ["2027-01-05"], exchange: "XSHG")
        == "The calendar XSHG is known from 1991-01-01 to 2026-12-31: 0 event rows lie outside and "
        + "are excluded, and 1 series have prices outside, which are not used.")
  }

  /// No session is guessed for news after the calendar's end.
  @Test(arguments: [StudySpec.NonTradingPolicy.next, .previous, .nearest])
  func eventsAfterTheLastAnnouncedYear(_ policy: StudySpec.NonTradingPolicy) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.alignment.calendar = .exchange("XSHG")
    study.spec.alignment.nonTrading = policy
    let exchange = try ExchangeCalendar.named("XSHG")
    study.market = SyntheticMarket(
      seed: 1, sessions: exchange.sessions(in: "2026-01-01"..."2026-12-31").map(\.date),
      firmCount: 1)
    let events = [
      NewsEvent(id: "A", symbol: "F00", time: .date("2027-01-02")),
      NewsEvent(id: "B", symbol: "F00", time: .date("2026-12-01")),
    ]
    let tables = try Study(study.spec).run(
      on: study.market.inputs(events, exchange: exchange), threads: 1
    ).tables
    #expect(tables.rows("events").map { $0.text("reason") } == ["out_of_range", nil])
    let message = tables.rows("notices", ["code": "calendar_coverage"]).first?.text("message")
    #expect(message?.contains("1 event rows lie outside") == true)
  }
}
