import MarketData
import Testing

/// Every built-in calendar against exchange_calendars 4.13.2 (Reference/calendars.py and its
/// output, calendars.txt, which also lists the few dates where that program is wrong).
@Suite struct CalendarReferenceTests {
  struct Reference: Sendable, CustomTestStringConvertible {
    let code: String
    let years: ClosedRange<Int>
    let sessions: Int
    let checksum: Int

    init(_ code: String, _ first: Int, _ last: Int, _ sessions: Int, _ checksum: Int) {
      (self.code, years) = (code, first...last)
      (self.sessions, self.checksum) = (sessions, checksum)
    }

    var testDescription: String { code }
  }

  static let references = [
    Reference("XNYS", 1990, 2030, 10_322, 62_329_777),
    Reference("XNAS", 1990, 2030, 10_322, 62_329_777),
    Reference("XTSE", 1990, 2030, 10_303, 535_845_654),
    Reference("XLON", 1990, 2030, 10_362, 2_101_667_610),
    Reference("XETR", 1990, 2030, 10_422, 1_582_908_611),
    Reference("XPAR", 1990, 2030, 10_467, 775_017_044),
    Reference("XTKS", 1997, 2026, 7350, 735_746_806),
    Reference("XHKG", 1990, 2026, 9135, 946_907_868),
    Reference("XSHG", 1991, 2026, 8788, 1_134_618_644),
    Reference("XNSE", 1999, 2026, 6923, 1_098_519_803),
    Reference("XASX", 1990, 2030, 10_378, 599_020_697),
    Reference("FX", 1990, 2030, 10_697, 502_916_112),
    Reference("CRYPTO", 2009, 2030, 8035, 1_417_107_983),
  ]

  @Test func coverEveryBuiltInCalendar() {
    #expect(Self.references.map(\.code) == ExchangeCalendar.codes)
  }

  /// The polynomial hash, modulo 2^31 - 1, of days since 1970 times 1440 plus the close's minute.
  @Test(arguments: references) func haveEverySessionAndClose(_ reference: Reference) throws {
    let calendar = try ExchangeCalendar.named(reference.code)
    #expect(calendar.coverage.lowerBound.components.year == reference.years.lowerBound)
    #expect(calendar.coverage.upperBound.components.year == reference.years.upperBound)
    // exchange_calendars begins on 6 January 1997 with Tokyo, after that year's first session.
    let sessions = calendar.sessions(in: calendar.coverage)
    let checksum = sessions.reduce(0) { sum, session in
      let key = session.date.ordinal * 1440 + session.close.second / 60
      return (sum * 1_000_003 + key) % 2_147_483_647
    }
    #expect(sessions.count == reference.sessions)
    #expect(checksum == reference.checksum)
  }

  /// Dates from elsewhere: announcements of the exchanges and newspapers of the day.
  @Test(arguments: [
    // London: state occasions, and the bank holiday moved for the 75 years of VE Day.
    ("XLON", "2011-04-29", "closed"), ("XLON", "2020-05-08", "closed"),
    ("XLON", "2020-05-04", "08:00-16:30"), ("XLON", "2022-09-19", "closed"),
    ("XLON", "2023-05-08", "closed"), ("XLON", "2025-12-24", "08:00-12:30"),
    // Frankfurt trades on 3 October again since 2021 and closes early on its last session.
    ("XETR", "2020-12-30", "09:00-14:00"), ("XETR", "2022-10-03", "09:00-17:30"),
    ("XETR", "2018-10-03", "closed"), ("XPAR", "2025-07-14", "09:00-17:30"),
    ("XPAR", "2025-12-24", "09:00-14:05"), ("XTSE", "2025-05-19", "closed"),
    ("XTSE", "2025-07-04", "09:30-16:00"), ("XTSE", "2025-10-13", "closed"),
    // Tokyo: the failure of 1 October 2020, ten days in 2019, half an hour more since 5 November
    // 2024 (Asahi Shimbun, that day).
    ("XTKS", "2020-10-01", "closed"), ("XTKS", "2019-05-02", "closed"),
    ("XTKS", "1998-05-06", "09:00-15:00, break 11:00-12:30"),
    ("XTKS", "2024-11-01", "09:00-15:00, break 11:30-12:30"),
    ("XTKS", "2024-11-05", "09:00-15:30, break 11:30-12:30"),
    // Hong Kong: new hours from 7 March 2011 and 5 March 2012 (HKEX, 23 November 2010), storms of
    // September 2023 (South China Morning Post).
    ("XHKG", "2011-03-04", "10:00-16:00, break 12:30-14:30"),
    ("XHKG", "2011-03-07", "09:30-16:00, break 12:00-13:30"),
    ("XHKG", "2012-03-05", "09:30-16:00, break 12:00-13:00"),
    ("XHKG", "2008-12-24", "10:00-12:30"), ("XHKG", "2025-01-28", "09:30-12:00"),
    ("XHKG", "2023-07-17", "closed"), ("XHKG", "2023-09-01", "closed"),
    ("XHKG", "2023-09-08", "closed"), ("XHKG", "2025-10-29", "closed"),
    ("XSHG", "2025-01-27", "09:30-15:00, break 11:30-13:00"), ("XSHG", "2025-01-28", "closed"),
    ("XSHG", "2025-02-05", "09:30-15:00, break 11:30-13:00"), ("XSHG", "2025-10-08", "closed"),
    // Mumbai: sessions on weekends (circulars of the exchange), the holiday of 22 January 2024.
    ("XNSE", "2025-02-01", "09:15-15:30"), ("XNSE", "2026-02-01", "09:15-15:30"),
    ("XNSE", "2024-05-18", "09:15-12:30"), ("XNSE", "2024-01-22", "closed"),
    // Sydney: no early close in 2022 (the exchange's calendar of that year).
    ("XASX", "2022-09-22", "closed"), ("XASX", "2022-12-23", "10:00-16:00"),
    ("XASX", "2021-12-24", "10:00-14:10"), ("XASX", "2025-04-25", "closed"),
  ])
  func knowTheseDates(_ code: String, _ text: String, _ expected: String) throws {
    let date = try #require(CalendarDate(text))
    let session = try ExchangeCalendar.named(code).session(on: date)
    let found = session.map { session in
      "\(session.open)-\(session.close)"
        + (session.lunchBreak.map { ", break \($0.lowerBound)-\($0.upperBound)" } ?? "")
    }
    #expect(found ?? "closed" == expected)
  }

  @Test func endWithTheLastAnnouncedYear() throws {
    for code in ["XTKS", "XHKG", "XSHG", "XNSE"] {
      let calendar = try ExchangeCalendar.named(code)
      #expect(calendar.session(onOrAfter: "2027-01-01") == nil)
      #expect(calendar.session(on: "2027-01-05") == nil)
    }
  }
}
