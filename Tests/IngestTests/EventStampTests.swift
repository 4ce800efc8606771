import MarketData
import Testing

@testable import Ingest

/// Forms of dates and times in lists of events.
@Suite struct EventStampTests {
  /// Instants by `date -u -d ... +%s` (GNU coreutils 9.1).
  @Test(
    arguments: [
      ("Thu, 05 Jun 2025 08:45:00 -0400", 1_749_127_500),
      ("05 Jun 25 08:45 EDT", 1_749_127_500),
      ("Thu, 5 Jun 2025 12:45:00 GMT", 1_749_127_500),
      ("Thu, 5 Jun 2025 08:45:00 -0400 (EDT)", 1_749_127_500),
      ("June 5, 2025, 8:45 AM", 1_749_127_500),
      ("Jun. 5th, 2025 8:45 a.m. ET", 1_749_127_500),
      ("5-Jun-25 14:45 Europe/Berlin", 1_749_127_500),
      ("6/5/25 8:45", 1_749_127_500), ("06/05/2025 8:45 AM", 1_749_127_500),
      ("20250605T124500Z", 1_749_127_500), ("20250605084500", 1_749_127_500),
      ("1749127500", 1_749_127_500), ("1749127500000", 1_749_127_500),
      ("1749127500000000", 1_749_127_500), ("1749127500000000000", 1_749_127_500),
      ("January 1, 2025, 12:03 AM", 1_735_707_780), ("January 1, 2025, 12:03 PM", 1_735_750_980),
    ])
  func isThisInstant(_ text: String, _ second: Int64) throws {
    let (events, _) = try EventImport.run(
      .bytes(Array("date,title\n\"\(text)\",x\n".utf8), name: "e.csv"),
      ImportOptions().with {
        $0.timeZone = Zone("America/New_York")
        $0.dateOrder = .monthFirst
      })
    guard case .clock(_, _, _, let instant) = events[0].time else {
      Issue.record("no clock time")
      return
    }
    #expect(instant.milliseconds == second * 1000)
  }

  @Test(
    arguments: [
      ("05JUN2025", "2025-06-05"), ("Nov 01, 2023", "2023-11-01"),
      ("1 September 1998", "1998-09-01"),
      ("Sept 1 1998", "1998-09-01"), ("2025-Jun-05", "2025-06-05"), ("45813", "2025-06-05"),
      ("31.12.99", "1999-12-31"), ("31.12.68", "2068-12-31"), ("31.12.69", "1969-12-31"),
      ("Monday, 9 June 2025", "2025-06-09"),
    ] as [(String, CalendarDate)])
  func isThisDate(_ text: String, _ date: CalendarDate) throws {
    #expect(try EventStamp(text, order: nil).date == date)
    #expect(try EventStamp(text, order: nil).millisecond == nil)
  }

  @Test(
    arguments: [
      ("6/5/25", StampText.Failure.ambiguous), ("30 February 2025", .noSuchDate),
      ("June 2025", .malformed), ("5 Foo 2025", .malformed), ("June 5, 2025 13:00 PM", .noSuchTime),
      ("June 5, 2025 8:45 XYZ", .malformed), ("99999", .malformed), ("2049127500", .malformed),
      ("20250605246000", .noSuchTime), ("second 5 2025", .malformed),
    ])
  func isNoStamp(_ text: String, _ failure: StampText.Failure) {
    #expect(throws: failure) { try EventStamp(text, order: nil) }
  }

  @Test func readsTwoDigitYearsInTheOrderTheyShow() throws {
    let (events, _) = try EventImport.run(
      .bytes(Array("date\n8/6/06\n8/19/06\n".utf8), name: "e.csv"))
    #expect(events.map(\.time) == [.date("2006-08-06"), .date("2006-08-19")])
    #expect(
      message { _ = try EventImport.run(.bytes(Array("date\n8/6/06\n".utf8), name: "e.csv")) }
        .hasSuffix("say which with --date-order mdy or --date-order dmy"))
  }
}
