import MarketData
import Testing

@Suite struct ExchangeCalendarTests {
  let calendar: ExchangeCalendar

  init() throws { calendar = try ExchangeCalendar.named("xnys") }

  @Test func saysWhatItIs() {
    #expect(calendar.code == "XNYS")
    #expect(calendar.name == "New York Stock Exchange")
    #expect(calendar.zone.identifier == "America/New_York")
    #expect(calendar.coverage == "1990-01-01"..."2030-12-31")
    #expect(!calendar.vintage.isEmpty)
  }

  @Test(arguments: ExchangeCalendar.codes) func everyBuiltInCalendarReads(_ code: String) throws {
    #expect(try ExchangeCalendar.named(code).code == code)
  }

  @Test func describesASession() throws {
    let regular = try #require(calendar.session(on: "2025-06-05"))
    #expect(regular.open.description == "09:30")
    #expect(regular.close.description == "16:00")
    #expect(!regular.isEarlyClose)
    #expect(regular.note == nil)
    let early = try #require(calendar.session(on: "2025-11-28"))
    #expect(early.close.description == "13:00")
    #expect(early.isEarlyClose)
    #expect(early.note == "Day after Thanksgiving")
  }

  @Test(
    arguments: [
      ("2001-09-11", "Terrorist attacks of September 11"), ("2012-10-29", "Hurricane Sandy"),
      ("2018-12-05", "Mourning for George H. W. Bush"), ("2025-01-09", "Mourning for Jimmy Carter"),
      ("2022-06-20", "Juneteenth"), ("2025-06-07", "weekend"), ("2021-06-18", nil),
      ("2025-06-05", nil), ("1989-07-04", nil), ("2031-01-01", nil),
    ] as [(CalendarDate, String?)])
  func saysWhyThereIsNoSession(_ date: CalendarDate, _ reason: String?) {
    #expect(calendar.closure(on: date) == reason)
    #expect(
      (calendar.session(on: date) == nil) == (reason != nil || !calendar.coverage.contains(date)))
  }

  // NYSE Group's announcement of 2025-12-23 of the holidays and early closes of 2026 to 2028.
  @Test func goesOnByItsRules() {
    let closed = calendar.closures(in: "2027-01-01"..."2028-12-31").map(\.date.description)
    #expect(
      closed == [
        "2027-01-01", "2027-01-18", "2027-02-15", "2027-03-26", "2027-05-31", "2027-06-18",
        "2027-07-05", "2027-09-06", "2027-11-25", "2027-12-24", "2028-01-17", "2028-02-21",
        "2028-04-14", "2028-05-29", "2028-06-19", "2028-07-04", "2028-09-04", "2028-11-23",
        "2028-12-25",
      ])
    let early = calendar.sessions(in: "2027-01-01"..."2028-12-31").filter(\.isEarlyClose)
    #expect(early.map(\.date.description) == ["2027-11-26", "2028-07-03", "2028-11-24"])
  }

  @Test func findsTheSessionNextToADate() {
    #expect(calendar.session(onOrAfter: "2025-07-04")?.date == "2025-07-07")
    #expect(calendar.session(onOrAfter: "2025-07-03")?.date == "2025-07-03")
    #expect(calendar.session(after: "2025-07-03")?.date == "2025-07-07")
    #expect(calendar.session(onOrBefore: "2001-09-16")?.date == "2001-09-10")
    #expect(calendar.session(onOrAfter: "1980-01-01")?.date == "1990-01-02")
    #expect(calendar.session(onOrBefore: "2040-01-01")?.date == "2030-12-31")
    #expect(calendar.session(after: "2030-12-31") == nil)
    #expect(calendar.session(onOrBefore: "1990-01-01") == nil)
  }

  @Test func keepsToItsCoverage() {
    #expect(calendar.sessions(in: "1980-01-01"..."1989-12-31").isEmpty)
    #expect(calendar.sessions(in: "1989-12-01"..."1990-01-03").count == 2)
    #expect(calendar.closures(in: "2031-01-01"..."2031-12-31").isEmpty)
  }

  @Test func namesTheNearestCalendar() {
    #expect(throws: UnknownExchange(code: "XNSY")) { try ExchangeCalendar.named("XNSY") }
    #expect(
      UnknownExchange(code: "XNSY").description
        == "no calendar is named 'XNSY'; did you mean 'XNYS'? Built in: "
        + ExchangeCalendar.codes.joined(separator: ", "))
    #expect(
      UnknownExchange(code: "Frankfurt").description
        == "no calendar is named 'Frankfurt'; Built in: "
        + "XNYS, XNAS, XTSE, XLON, XETR, XPAR, XTKS, XHKG, XSHG, XNSE, XASX, FX, CRYPTO")
  }
}
