import MarketData
import Testing

/// Calendars that list their dates.
@Suite struct CalendarListingTests {
  private func calendar() throws -> ExchangeCalendar {
    let zone = try #require(Zone("America/New_York"))
    func day(_ date: CalendarDate, _ close: String?, _ note: String? = nil) throws
      -> CalendarListing.Day
    {
      let open = try #require(ClockTime("09:30"))
      let hours = try close.map { open..<(try #require(ClockTime($0))) }
      return CalendarListing.Day(date: date, hours: hours, note: note)
    }
    let listing = CalendarListing(
      zone: zone,
      days: [
        try day("2025-07-08", "16:00"), try day("2025-07-02", "16:00"),
        try day("2025-07-03", "13:00", "early close"), try day("2025-07-04", nil, "holiday"),
      ])
    return try #require(
      ExchangeCalendar(code: "MINE", name: "mine.csv", vintage: "v", listing: listing))
  }

  @Test func hasTheSessionsItNames() throws {
    let calendar = try calendar()
    #expect(calendar.coverage == "2025-07-02"..."2025-07-08")
    #expect(
      calendar.sessions(in: "2025-01-01"..."2025-12-31").map(\.date)
        == ["2025-07-02", "2025-07-03", "2025-07-08"])
    #expect(calendar.session(on: "2025-07-03")?.isEarlyClose == true)
    #expect(calendar.session(on: "2025-07-03")?.note == "early close")
    #expect(calendar.session(on: "2025-07-02")?.isEarlyClose == false)
    #expect(calendar.session(on: "2025-07-09") == nil)
  }

  @Test func saysWhyADateHasNoSession() throws {
    let calendar = try calendar()
    #expect(calendar.closure(on: "2025-07-02") == nil)
    #expect(calendar.closure(on: "2025-07-04") == "holiday")
    #expect(calendar.closure(on: "2025-07-05") == "weekend")
    #expect(calendar.closure(on: "2025-08-01") == nil)
  }

  @Test func movesNewsToItsNextSession() throws {
    let calendar = try calendar()
    let time = try #require(ClockTime("13:30"))
    let moved = calendar.effectiveDate(of: "2025-07-03", time)
    #expect(moved.date == "2025-07-08")
    #expect(moved.reason == .afterEarlyClose)
    let close = try #require(ClockTime("16:00"))
    #expect(calendar.effectiveDate(of: "2025-07-08", close).reason == .outsideCoverage)
  }

  @Test func needsASession() throws {
    let listing = CalendarListing(
      zone: try #require(Zone("UTC")), days: [.init(date: "2025-07-04", hours: nil, note: nil)])
    #expect(ExchangeCalendar(code: "MINE", name: "m", vintage: "v", listing: listing) == nil)
  }
}
