import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// One piece of news has its own session on every exchange.
@Suite struct ExchangeAlignmentTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let date: CalendarDate
    let time: String
    let zone: String
    /// Session, shift in days from the exchange's own date, and reason.
    let expected: String

    init(
      _ code: String, _ date: CalendarDate, _ time: String, _ zone: String, _ expected: String
    ) {
      (self.code, self.date, self.time) = (code, date, time)
      (self.zone, self.expected) = (zone, expected)
    }

    var testDescription: String { "\(code) \(date) \(time) \(zone)" }
  }

  // 10:46 in New York on 5 June 2025 is 14:46 in UTC: 15:46 in London, 16:46 in Paris and Frankfurt,
  // 20:16 in Mumbai, 22:46 in Hong Kong and Shanghai, 23:46 in Tokyo, 0:46 of the 6th in Sydney.
  private static let call: [(code: String, expected: String)] = [
    ("XNYS", "2025-06-05 0 same_session"), ("XNAS", "2025-06-05 0 same_session"),
    ("XTSE", "2025-06-05 0 same_session"), ("XLON", "2025-06-05 0 same_session"),
    ("XETR", "2025-06-05 0 same_session"), ("XPAR", "2025-06-05 0 same_session"),
    ("XTKS", "2025-06-06 1 after_close"), ("XHKG", "2025-06-06 1 after_close"),
    ("XSHG", "2025-06-06 1 after_close"), ("XNSE", "2025-06-06 1 after_close"),
    ("XASX", "2025-06-06 0 before_open"), ("FX", "2025-06-05 0 same_session"),
    ("CRYPTO", "2025-06-05 0 same_session"),
  ]

  static let cases: [Case] =
    call.map { Case($0.code, "2025-06-05", "10:46", "America/New_York", $0.expected) } + [
      // London closes at 16:30, half an hour before Frankfurt in Berlin's time.
      Case("XLON", "2025-06-05", "16:29", "Europe/London", "2025-06-05 0 same_session"),
      Case("XLON", "2025-06-05", "11:30", "America/New_York", "2025-06-06 1 after_close"),
      Case("XETR", "2025-06-05", "11:30", "America/New_York", "2025-06-06 1 after_close"),
      // News in a lunch break belongs to the session it interrupts.
      Case("XTKS", "2025-06-05", "12:00", "Asia/Tokyo", "2025-06-05 0 same_session"),
      Case("XHKG", "2025-06-05", "12:30", "Asia/Hong_Kong", "2025-06-05 0 same_session"),
      Case("XSHG", "2025-06-05", "11:30", "Asia/Shanghai", "2025-06-05 0 same_session"),
      // Half days: 24 December in London and Hong Kong, and the days after are holidays.
      Case("XLON", "2025-12-24", "12:29", "Europe/London", "2025-12-24 0 same_session"),
      Case("XLON", "2025-12-24", "12:30", "Europe/London", "2025-12-29 5 after_early_close"),
      Case("XHKG", "2025-12-24", "12:30", "Asia/Hong_Kong", "2025-12-29 5 after_early_close"),
      Case("XASX", "2025-12-24", "14:30", "Australia/Sydney", "2025-12-29 5 after_early_close"),
      // Tokyo's golden week: Friday 2 May is followed by Wednesday 7 May.
      Case("XTKS", "2025-05-02", "15:30", "Asia/Tokyo", "2025-05-07 5 after_close"),
      // A Sunday evening in New York belongs to foreign exchange's Monday.
      Case("FX", "2025-06-08", "18:00", "America/New_York", "2025-06-09 1 same_session"),
      Case("CRYPTO", "2025-06-08", "18:00", "America/New_York", "2025-06-08 0 same_session"),
    ]

  @Test(arguments: cases) func session(_ testCase: Case) throws {
    let exchange = try ExchangeCalendar.named(testCase.code)
    var study = try SmallStudy(firms: 1)
    study.spec.alignment.calendar = .exchange(testCase.code)
    study.spec.alignment.maximumShift = 5
    study.market = SyntheticMarket(
      seed: 1,
      sessions: exchange.sessions(in: "2025-01-01"..."2026-03-31").map(\.date), firmCount: 1,
      jumps: [])
    let news = AlignmentTests.clock(testCase.date, testCase.time, testCase.zone)
    let inputs = study.market.inputs(
      [NewsEvent(id: "A", symbol: "F00", time: news)], exchange: exchange)
    let row = try #require(
      try Study(study.spec).run(on: inputs, threads: 1).tables.rows("events").first)
    guard case .date(let session) = row["session"] else {
      Issue.record("no session: \(row.text("reason") ?? "")")
      return
    }
    #expect(
      "\(CalendarDate(ordinal: session)) \(row.integer("shift_days")!) \(row.text("alignment")!)"
        == testCase.expected)
  }

  /// What `calendar: market` does with one instant: each series has the session of its own
  /// exchange, and one that names none that of its market, or the study's.
  @Test func everySeriesHasItsOwnSession() throws {
    let (tokyo, sydney) = (try ExchangeCalendar.named("XTKS"), try ExchangeCalendar.named("XASX"))
    var study = try SmallStudy(firms: 3)
    study.market = SyntheticMarket(
      seed: 1, sessions: SyntheticMarket.weekdays(from: "2025-01-06", count: 250), firmCount: 3,
      jumps: [])
    let news = AlignmentTests.clock("2025-06-05", "10:46", "America/New_York")
    let symbols: [Symbol] = ["F00", "F01", "F02"]
    var inputs = study.market.inputs(
      symbols.map { NewsEvent(id: "call", symbol: $0, time: news) }, exchange: try .named("XNYS"))
    func sessions() throws -> [String] {
      try Study(study.spec).run(on: inputs, threads: 1).tables.rows("events").map { row in
        guard case .date(let session) = row["session"] else { return row.text("reason") ?? "" }
        return "\(CalendarDate(ordinal: session)) \(row.integer("shift_days")!) "
          + row.text("alignment")!
      }
    }
    let newYork = "2025-06-05 0 same_session"
    #expect(try sessions() == [newYork, newYork, newYork])
    inputs.exchanges = ["F01": tokyo]
    #expect(try sessions() == [newYork, "2025-06-06 1 after_close", newYork])
    inputs.exchanges[study.spec.market] = sydney
    #expect(
      try sessions() == [
        "2025-06-06 0 before_open", "2025-06-06 1 after_close", "2025-06-06 0 before_open",
      ])
  }
}
