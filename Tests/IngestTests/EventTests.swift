import MarketData
import Testing

@testable import Ingest

@Suite struct EventTests {
  private func read(
    _ text: String, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> (events: [NewsEvent], report: ImportReport) {
    try EventImport.run(.bytes(Array(text.utf8), name: "e.csv"), ImportOptions().with(change))
  }

  @Test func readsATable() throws {
    let (events, report) = try read(
      """
      event_id,symbol,date,time,time_zone,group,title,market,beat,note
      call-1,NVDA,2025-06-05,08:45,America/New_York,call,First report,^GSPC,1.5,
      call-2,NVDA,2025-06-09,,,call,"Follow-up, no time",,,late
      """)
    #expect(report.detection.profile == "events")
    let zone = try #require(Zone("America/New_York"))
    let time = try #require(ClockTime("08:45"))
    #expect(
      events[0]
        == NewsEvent(
          id: "call-1", symbol: "NVDA",
          time: .clock(
            date: "2025-06-05", time: time, zone: zone,
            // date -u -d '2025-06-05T08:45-04:00' +%s (GNU coreutils 9.1)
            instant: Instant(milliseconds: 1_749_127_500_000)),
          zonePolicy: .given, group: "call", title: "First report", market: "^GSPC",
          covariates: [.init(name: "beat", value: "1.5")]))
    #expect(
      events[1]
        == NewsEvent(
          id: "call-2", symbol: "NVDA", time: .date("2025-06-09"), group: "call",
          title: "Follow-up, no time", covariates: [.init(name: "note", value: "late")]))
  }

  @Test func numbersEventsAndSpreadsSymbols() throws {
    let (events, _) = try read(
      "Event_Date,tickers,Headline\n2025-06-05,SPY; KWEB,a\n2025-06-06,,b\r\n")
    #expect(events.map(\.id) == ["e1", "e1", "e2"])
    #expect(events.map(\.symbol) == ["SPY", "KWEB", nil])
    #expect(events.map(\.title) == ["a", "a", "b"])
  }

  @Test(
    arguments: [
      ("datetime\n2025-06-05 00:00:00\n", nil), ("datetime\n2025-06-05T00:00:00Z\n", nil),
      ("date\n05.06.2025\n", nil), ("datetime\n2025-06-05T12:45:00Z\n", 1_749_127_500_000),
      ("timestamp\n2025-06-05 08:45-04:00\n", 1_749_127_500_000),
      ("date,time\n2025-06-05,8:45:00.250\n", 1_749_127_500_250),
      ("date,time\n2025-06-05,12:45Z\n", 1_749_127_500_000),
      ("date,time,tz\n2025-06-05,14:45,Europe/Berlin\n", 1_749_127_500_000),
    ] as [(String, Int64?)])
  func readsWhenItWas(_ text: String, _ millisecond: Int64?) throws {
    let (events, _) = try read(text) { $0.timeZone = Zone("America/New_York") }
    guard case .clock(_, _, let zone, let instant) = events[0].time else {
      #expect(millisecond == nil)
      #expect(events[0].time == .date("2025-06-05"))
      return
    }
    #expect(instant.milliseconds == millisecond)
    #expect(zone.clock(at: instant).date == events[0].time.date)
  }

  @Test func readsAnOffsetWithoutAZone() throws {
    let (events, _) = try read("datetime\n2025-06-05T08:45:00-04:00\n2025-06-05T23:30:00Z\n")
    guard case .clock(let date, let time, let zone, let instant) = events[0].time,
      case .clock(_, _, let utc, _) = events[1].time
    else {
      Issue.record("no clock time")
      return
    }
    #expect("\(date) \(time)" == "2025-06-05 08:45")
    #expect(zone.secondsFromUTC(at: instant) == -14_400)
    #expect(utc.identifier == "UTC")
  }

  @Test func asksForAZone() {
    #expect(
      message { _ = try read("date,time\n2025-06-05,08:45\n") }
        == "e.csv, line 2, column time: the time '08:45' has no zone; add a column time_zone, or give the zone "
        + "of all times with --time-zone, such as --time-zone America/New_York")
    #expect(
      message { _ = try read("date,time,time_zone\n2025-06-05,08:45,Eastern\n") }
        == "e.csv, line 2, column time_zone: 'Eastern' is not a time zone like America/New_York or UTC"
    )
  }

  @Test func readsARepeatedHourAsTheEarlier() throws {
    let (events, report) = try read("date,time,tz\n2025-11-02,01:30,America/New_York\n")
    guard case .clock(_, _, _, let instant) = events[0].time else {
      Issue.record("no clock time")
      return
    }
    // date -u -d '2025-11-02T01:30-04:00' +%s (GNU coreutils 9.1)
    #expect(instant.milliseconds == 1_762_061_400_000)
    #expect(
      report.warnings == [
        Warning(
          .dst, "clocks were set back and showed the time twice; read as the earlier one: line 2")
      ])
  }

  @Test func readsASkippedHourAsIfTheClocksStoodStill() throws {
    let (events, report) = try read("date,time,tz\n2025-03-09,02:30,America/New_York\n")
    guard case .clock(_, let time, _, let instant) = events[0].time else {
      Issue.record("no clock time")
      return
    }
    // date -u -d '2025-03-09T02:30-05:00' +%s (GNU coreutils 9.1)
    #expect(instant.milliseconds == 1_741_505_400_000)
    #expect(time.description == "03:30")
    #expect(
      report.warnings == [
        Warning(
          .dst,
          "clocks were set forward over the time; read as if they had not been yet: line 2")
      ])
  }

  @Test(arguments: [
    (
      "2025-03-09,02:30",
      "America/New_York never showed 02:30 on 2025-03-09, when its clocks were set forward; it was "
        + "01:30 or 03:30"
    ),
    (
      "2025-11-02,01:30",
      "America/New_York showed 01:30 twice on 2025-11-02, when its clocks were set back; it was "
        + "01:30 GMT-0400 or 01:30 GMT-0500"
    ),
  ])
  func refusesDoubtfulTimesWhenStrict(_ when: String, _ expected: String) {
    let text = message {
      _ = try read("date,time,tz\n\(when),America/New_York\n") { $0.isStrict = true }
    }
    #expect(text.contains("  line 2, column time: " + expected))
  }

  @Test(arguments: [
    (
      "date\n\"not, a date\"\n",
      "line 2, column date: 'not, a date' is not a date like 2024-03-15 or 2024-03-15 08:45"
    ),
    ("date,x\n,1\n", "line 2, column date: no date; write one like 2024-03-15"),
    (
      "date\n2025-02-30\n",
      "line 2, column date: '2025-02-30' is no day of the calendar from 1800 to 2200"
    ),
    ("date,time\n2025-06-05,noon\n", "line 2, column time: 'noon' is not a time of day like 08:45"),
    ("date,symbol\n2025-06-05\n", "line 2: 1 field where there should be 2"),
    (
      "id,date,symbol\na,2025-06-05,X\na,2025-06-06,X\n",
      "line 3, column id: event 'a' of X is on line 2 already; give each its own id"
    ),
    (
      "1;X;M;05.06.2025;G;2;-2;-11;120\n2;X;M;06.06.2025;G;-2;2;-11;120\n",
      "line 1, column window_end: the event window [2, -2] ends before it begins"
    ),
    (
      "1;X;M;05.06.2025;G;-2;2;-11;0\n2;X;M;06.06.2025;G;-2;2;-11;120\n",
      "line 1, column estimation_length: the estimation window has 0 sessions"
    ),
  ])
  func saysWhatIsWrongWithAnEvent(_ text: String, _ expected: String) {
    let lines = message { _ = try read(text) }.split(separator: "\n")
    #expect(lines.dropFirst().first.map(String.init) == "  " + expected)
  }

  @Test func rejectsTextThatIsNotUTF8() {
    let bytes = Array("date,title\n2025-06-04,Zoë\n2025-06-05,caf".utf8) + [0xE9, 0x0A]
    let lines = message { _ = try EventImport.run(.bytes(bytes, name: "e.csv")) }
      .split(separator: "\n")
    #expect(lines.dropFirst().first == "  line 3, column title: 'caf\u{FFFD}' is not UTF-8 text")
  }

  @Test func readsEventStudyToolsRequests() throws {
    let (events, report) = try read(
      "75510;Adobe Systems;SP500;30.04.1997;Addition;-2;2;-11;120\n"
        + "64390;Progressive ;SP500;25.07.1997;Addition;-1;1;-6;60\n")
    #expect(report.detection.profile == "est-request")
    #expect(
      events[1]
        == NewsEvent(
          id: "64390", symbol: "Progressive", time: .date("1997-07-25"), group: "Addition",
          market: "SP500", windows: .init(event: -1...1, estimation: -65 ... -6)))
    #expect(events[0].windows?.estimation == -130 ... -11)
  }

  @Test func readsSlashDatesInTheOrderTheyShow() throws {
    let (events, _) = try read("event_date,ticker\n31/10/2019,A\n05/11/2018,A\n")
    #expect(events.map(\.time) == [.date("2019-10-31"), .date("2018-11-05")])
    let text = message { _ = try read("event_date,ticker\n05/11/2018,A\n") }
    #expect(text.hasSuffix("say which with --date-order mdy or --date-order dmy"))
  }

  @Test func refusesAFileWithoutADate() {
    #expect(
      message { _ = try read("title,symbol\na,B\n") }
        == "e.csv: has no column 'date'; its columns are title, symbol")
  }
}
