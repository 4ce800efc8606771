import MarketData
import Testing

/// Markets whose sessions begin the evening before, or never end.
@Suite struct RoundTheClockTests {
  /// In foreign exchange the day changes at 17:00 in New York, from Sunday to Friday.
  @Test(
    arguments: [
      ("2025-06-05", "10:46", "2025-06-05 same_session"),
      ("2025-06-05", "16:59:59", "2025-06-05 same_session"),
      ("2025-06-05", "17:00", "2025-06-06 same_session"),
      ("2025-06-06", "03:00", "2025-06-06 same_session"),
      ("2025-06-06", "17:00", "2025-06-09 after_close"),
      ("2025-06-07", "12:00", "2025-06-07 not_a_session"),
      ("2025-06-08", "16:59", "2025-06-08 not_a_session"),
      ("2025-06-08", "17:00", "2025-06-09 same_session"),
    ] as [(CalendarDate, String, String)])
  func foreignExchange(_ date: CalendarDate, _ time: String, _ expected: String) throws {
    let calendar = try ExchangeCalendar.named("FX")
    let found = calendar.effectiveDate(of: date, try #require(ClockTime(time)))
    #expect("\(found.date) \(found.reason.rawValue)" == expected)
  }

  @Test func foreignExchangeKeepsToACutoff() throws {
    let calendar = try ExchangeCalendar.named("FX")
    let cutoff = ClockTime("15:00")
    let late = calendar.effectiveDate(
      of: "2025-06-05", try #require(ClockTime("15:30")), cutoff: cutoff)
    #expect(late.date == "2025-06-06" && late.reason == .afterCutoff)
    let evening = calendar.effectiveDate(
      of: "2025-06-05", try #require(ClockTime("18:00")), cutoff: cutoff)
    #expect(evening.date == "2025-06-06" && evening.reason == .sameSession)
  }

  @Test(
    arguments: ["00:00", "12:00", "23:59:59"],
    ["2025-06-07", "2025-12-25", "2026-01-01"] as [CalendarDate])
  func cryptoNeverCloses(_ time: String, _ date: CalendarDate) throws {
    let found = try ExchangeCalendar.named("crypto").effectiveDate(
      of: date, try #require(ClockTime(time)))
    #expect(found.date == date && found.reason == .sameSession)
  }

  @Test func theEndOfADayIsNoTimeOfAClock() throws {
    #expect(ClockTime("24:00") == nil)
    #expect(ClockTime.endOfDay.description == "24:00")
    let session = try #require(try ExchangeCalendar.named("CRYPTO").session(on: "2025-06-07"))
    #expect(session.close == .endOfDay && !session.isEarlyClose)
  }
}
