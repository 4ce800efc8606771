import MarketData
import Testing

@testable import Ingest

@Suite struct CalendarImportTests {
  private func read(
    _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> (calendar: CalendarListing, report: ImportReport) {
    try CalendarImport.run(.bytes(Array(text.utf8), name: "c.csv"), ImportOptions().with(change))
  }

  @Test func readsSessionsAndClosures() throws {
    let (listing, report) = try read(
      """
      date,open,close,note
      2025-07-07,09:30,16:00,
      2025-07-03,9:30 AM,1:00 PM,early close
      2025-07-04,,,Independence Day
      """)
    #expect(report.detection.profile == "calendar")
    #expect(report.warnings.map(\.code) == [.zoneAssumed])
    #expect(listing.days.map(\.date) == ["2025-07-03", "2025-07-04", "2025-07-07"])
    #expect(listing.days[0].hours?.upperBound == ClockTime("13:00"))
    #expect(listing.days[0].note == "early close")
    #expect(listing.days[1].hours == nil)
    let london = try read("date,open,close\n2025-07-07,08:00,16:30\n") {
      $0.timeZone = Zone("Europe/London")
    }
    #expect(london.calendar.zone.identifier == "Europe/London")
    #expect(london.report.warnings.isEmpty)
  }

  @Test(arguments: [
    ("date,close\n2025-07-07,16:00\n", "c.csv: has no column 'open'; its columns are date, close"),
    ("date,open,close\n", "c.csv: has a header and no rows"),
    (
      "date,open,close\n2025-07-07,16:00,09:30\n2025-07-08,09:30,16:00\n",
      "line 2, column close: the close 09:30 is not after the open 16:00"
    ),
    (
      "date,open,close\n2025-07-07,09:30,\n",
      "line 2, column close: '' is not a time of day like 09:30"
    ),
    (
      "date,open,close\n2025-07-07,09:30,16:00\n2025-07-07,09:30,13:00\n",
      "line 3, column date: 2025-07-07 is on line 2 already; a calendar has each date once"
    ),
    (
      "date,open,close\n7 July,09:30,16:00\n",
      "line 2, column date: '7 July' is not a date like 2024-03-15"
    ),
  ])
  func saysWhatIsWrong(_ text: String, _ expected: String) {
    #expect(message { _ = try read(text) }.contains(expected))
  }
}
