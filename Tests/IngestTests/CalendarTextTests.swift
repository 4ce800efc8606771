import MarketData
import Testing

@testable import Ingest

/// The events of `.ics` files.
@Suite struct CalendarTextTests {
  private func read(_ events: String) throws -> (events: [NewsEvent], report: ImportReport) {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\n\(events)\nEND:VCALENDAR\n"
    return try readEvents(text.split(separator: "\n").joined(separator: "\r\n"))
  }

  private func event(_ lines: String) -> String { "BEGIN:VEVENT\nUID:u\n\(lines)\nEND:VEVENT" }

  private func days(_ lines: String) throws -> [String] {
    try read(event(lines)).events.map { $0.time.date.description }
  }

  @Test func readsTimesDaysAndFolds() throws {
    let (events, report) = try read(
      """
      BEGIN:VTIMEZONE
      TZID:America/New_York
      BEGIN:STANDARD
      DTSTART:19701101T020000
      END:STANDARD
      END:VTIMEZONE
      BEGIN:VEVENT
      UID:a
      DTSTART;TZID=America/New_York:20250605T084500
      SUMMARY:Call\\, then
        talks
      CATEGORIES:call,trade
      BEGIN:VALARM
      SUMMARY:Alarm
      END:VALARM
      END:VEVENT
      BEGIN:VEVENT
      UID:b
      DTSTART;VALUE=DATE:20250606
      SUMMARY:A day
      END:VEVENT
      BEGIN:VEVENT
      UID:c
      DTSTART:20250607T000000Z
      END:VEVENT
      BEGIN:VEVENT
      UID:d
      DTSTART:20250608T000000Z
      STATUS:CANCELLED
      END:VEVENT
      """)
    #expect(report.detection.profile == "ics")
    #expect(events.map(\.id) == ["a", "b", "c"])
    #expect(events[0].instant == 1_749_127_500_000)
    #expect(events[0].title == "Call, then talks")
    #expect(events[0].group == "call")
    #expect(events[1].time == .date("2025-06-06"))
    // date -u -d '2025-06-07' +%s (GNU coreutils 9.1)
    #expect(events[2].instant == 1_749_254_400_000)
  }

  /// Days by dateutil.rrule 2.9.0 (Python).
  @Test(arguments: [
    ("FREQ=DAILY;COUNT=3", ["2025-06-05", "2025-06-06", "2025-06-07"]),
    ("FREQ=DAILY;INTERVAL=2;UNTIL=20250609", ["2025-06-05", "2025-06-07", "2025-06-09"]),
    ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", ["2025-06-05", "2025-06-10", "2025-06-12", "2025-06-17"]),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["2025-06-05", "2025-06-19", "2025-07-03"]),
    ("FREQ=MONTHLY;BYDAY=1TH;COUNT=3", ["2025-06-05", "2025-07-03", "2025-08-07"]),
    ("FREQ=MONTHLY;COUNT=2;BYMONTHDAY=5", ["2025-06-05", "2025-07-05"]),
    ("FREQ=YEARLY;COUNT=2", ["2025-06-05", "2026-06-05"]),
  ])
  func repeatsWithinItsEnd(_ rule: String, _ expected: [String]) throws {
    #expect(try days("DTSTART;VALUE=DATE:20250605\nRRULE:\(rule)") == expected)
  }

  /// A start that the rule does not meet is the first time all the same, and counts (RFC 5545,
  /// section 3.8.5.3); dateutil 2.9.0 leaves it out and has the two days after it first.
  @Test(arguments: [
    ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["2025-06-05", "2025-06-27", "2025-07-25"]),
    ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["2025-06-05", "2025-06-30", "2025-07-31"]),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", ["2025-06-05", "2025-11-27", "2026-11-26"]),
  ])
  func beginsWithItsStart(_ rule: String, _ expected: [String]) throws {
    #expect(try days("DTSTART;VALUE=DATE:20250605\nRRULE:\(rule)") == expected)
  }

  @Test func keepsTheClockAcrossAChange() throws {
    let (events, _) = try read(
      event(
        "DTSTART;TZID=America/New_York:20251030T084500\nRRULE:FREQ=WEEKLY;UNTIL=20251106T134500Z"))
    #expect(events.map(\.id) == ["u@2025-10-30", "u@2025-11-06"])
    // date -u -d '2025-10-30T08:45-04:00' +%s and '2025-11-06T08:45-05:00' (GNU coreutils 9.1)
    #expect(events.map(\.instant) == [1_761_828_300_000, 1_762_436_700_000])
    let shorter =
      "DTSTART;TZID=America/New_York:20251030T084500\nRRULE:FREQ=WEEKLY;UNTIL=20251106T134400Z"
    #expect(try days(shorter) == ["2025-10-30"])
  }

  @Test func leavesOutAndReplacesSingleTimes() throws {
    let (events, _) = try read(
      event("DTSTART:20250605T120000Z\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20250606T120000Z") + "\n"
        + event("RECURRENCE-ID:20250607T120000Z\nDTSTART:20250608T150000Z\nSUMMARY:Moved"))
    #expect(events.map(\.id) == ["u@2025-06-05", "u@2025-06-07"])
    #expect(events.map { $0.time.date.description } == ["2025-06-05", "2025-06-08"])
    #expect(events[1].title == "Moved")
  }

  @Test func takesTheFirstOfAnEndlessRule() throws {
    let (events, report) = try read(event("DTSTART;VALUE=DATE:20250605\nRRULE:FREQ=WEEKLY"))
    #expect(events.map(\.time) == [.date("2025-06-05")])
    #expect(report.warnings.map(\.code) == [.endlessRule])
  }

  @Test(arguments: [
    "FREQ=HOURLY;COUNT=3", "FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO,TU;COUNT=3", "FREQ=WEEKLY;COUNT=0",
    "FREQ=WEEKLY;INTERVAL=0;COUNT=2", "COUNT=3", "FREQ=WEEKLY;INTERVAL=9223372036854775807;COUNT=2",
    "FREQ=MONTHLY;BYDAY=-9223372036854775808MO;COUNT=2",
  ])
  func refusesRulesItDoesNotFollow(_ rule: String) {
    let text = message { _ = try read(event("DTSTART;VALUE=DATE:20250605\nRRULE:\(rule)")) }
    #expect(
      text == "e.csv, line 6: the rule '\(rule)' is not followed; write its times out as RDATE")
  }

  /// Rules that never meet a day, or too many, are refused where they are instead of being cut.
  @Test(arguments: [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2", "FREQ=DAILY;COUNT=9223372036854775807",
  ])
  func refusesRulesWithoutAnEnd(_ rule: String) {
    let text = message { _ = try read(event("DTSTART;VALUE=DATE:20250605\nRRULE:\(rule)")) }
    #expect(
      text == "e.csv, line 6: the rules of the file up to '\(rule)' meet no end within 100000 "
        + "events; give it a COUNT or an UNTIL that does")
  }

  /// date -d '2000-01-01 +73199 days' (GNU coreutils 9.1).
  @Test func writesOutEveryTimeOfALongRule() throws {
    let dates = try days("DTSTART;VALUE=DATE:20000101\nRRULE:FREQ=DAILY;COUNT=73200")
    #expect(dates.count == 73_200)
    #expect(dates.last == "2200-05-31")
  }

  @Test(arguments: [
    "/freeassociation.sourceforge.net/America/New_York", "Eastern Standard Time",
  ])
  func findsZonesUnderOtherNames(_ name: String) throws {
    let (events, _) = try read(event("DTSTART;TZID=\"\(name)\":20250605T084500"))
    #expect(events[0].instant == 1_749_127_500_000)
  }

  @Test func asksForTheZoneOfAFloatingTime() throws {
    let floating = "DTSTART:20250605T084500"
    #expect(message { _ = try read(event(floating)) }.contains("has no zone"))
    let (events, _) = try read("X-WR-TIMEZONE:America/New_York\n" + event(floating))
    #expect(events[0].instant == 1_749_127_500_000)
  }

  /// A file of any bytes is read or refused, and never brings the program down.
  @Test func survivesDamage() {
    var dice = Dice(state: 20_250_605)
    let texts = [
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20250605T120000Z\nRRULE:FREQ=DAILY;COUNT=3\n"
        + "END:VEVENT\nEND:VCALENDAR\n",
      "<rss><channel><item><title a=\"b\">x &#65;</title><pubDate>Thu, 05 Jun 2025 08:45 EST"
        + "</pubDate></item></channel></rss>",
      "[{\"created\": \"Thu, 05 Jun 2025 08:45:00 -0400\", \"title\": \"\\ud83d\\ude00\"}]",
    ]
    for text in texts {
      for _ in 0..<300 {
        var bytes = Array(text.utf8)
        bytes[Int.random(in: 12..<bytes.count, using: &dice)] = UInt8.random(
          in: 0...255, using: &dice)
        let cut = bytes.prefix(Int.random(in: 1...bytes.count, using: &dice))
        _ = try? EventImport.run(.bytes(Array(cut), name: "e"))
        _ = try? EventImport.run(.bytes(bytes, name: "e"))
      }
    }
  }
}
