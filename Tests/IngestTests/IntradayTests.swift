import MarketData
import Testing

@testable import Ingest

@Suite struct IntradayTests {
  /// The instants and closes of the series `A`.
  private func bars(
    _ text: String, zone: String? = nil, strict: Bool = false
  ) throws -> (lines: [String], report: ImportReport) {
    let (sink, report) = try readSeries(text) {
      $0.timeZone = zone.flatMap { Zone($0) }
      $0.isStrict = strict
    }
    #expect(sink.runs["A"]?.allSatisfy { $0.resolution == .intraday } == true)
    return (sink.instants("A"), report)
  }

  @Test func saysWhichResolutionAndClock() throws {
    func decided(_ text: String, zone: String? = nil) throws -> [String] {
      let (_, report) = try readSeries(text) { $0.timeZone = zone.flatMap { Zone($0) } }
      return report.detection.decisions.filter { ["resolution", "time zone"].contains($0.subject) }
        .map { "\($0.value): \($0.evidence)" }
    }
    let rows = "Date,Close\n2025-06-05 09:30,1\n2025-06-05 09:35,2\n"
    #expect(
      try decided(rows, zone: "Asia/Tokyo") == [
        "intraday: the first 2 dates have 2 different times of day",
        "Asia/Tokyo: asked for with --time-zone",
      ])
    #expect(
      try decided("Gmt time,Close\n05.06.2025 13:30:00.000,1\n05.06.2025 13:35:00.000,2\n")
        .last == "UTC: the clock of the layout's source")
    #expect(
      try decided("date,close\n2025-06-05 00:00,1\n2025-06-06 00:00,2\n") == [
        "daily: the first 2 dates have no time of day but midnight"
      ])
    #expect(
      try decided("date,close\n2025-06-05 16:00,1\n2025-06-06 16:00,2\n") == [
        "daily: the first 2 dates have the same time of day"
      ])
  }

  @Test(arguments: [
    "Datetime,Close\n2025-06-05 09:30:00-04:00,1\n2025-06-05 09:35:00-04:00,2\n",
    "Datetime;Close\n2025-06-05T13:30:00Z;1\n2025-06-05T13:35:00.000Z;2\n",
    "time,close\n1749130200,1\n1749130500,2\n", "time,close\n1749130200000,1\n1749130500000,2\n",
    "time,close\n1749130200000000,1\n1749130500000000,2\n",
    "window_start,close\n1749130200000000000,1\n1749130500000000000,2\n",
    "datetime_utc,close\n2025-06-05 13:30,1\n2025-06-05 13:35,2\n",
    "Gmt time,Close\n05.06.2025 13:30:00.000,1\n05.06.2025 13:35:00.000,2\n",
    "1749130200,1\n1749130500,2\n",
  ])
  func readsInstants(_ text: String) throws {
    let lines = try bars(text).lines
    #expect(lines == ["2025-06-05T13:30:00Z 1.0", "2025-06-05T13:35:00Z 2.0"])
  }

  @Test(arguments: [
    "Datetime,Close\n2025-06-05 09:30:00,1\n2025-06-05 09:35:00,2\n",
    "Date,Time,Close\n2025-06-05,09:30:00,1\n2025-06-05,09:35,2\n",
    "Date,Time,Close\n06/05/2025,9:30 AM,1\n06/05/2025,9:35 AM,2\n06/13/2025,9:30 AM,3\n",
    "<DATE>\t<TIME>\t<CLOSE>\t<TICKVOL>\n2025.06.05\t09:30:00\t1\t7\n2025.06.05\t09:35:00\t2\t7\n",
    "20250605 093000;1\n20250605 093500;2\n",
    "Date,Close\n45813.3958333333,1\n45813.3993055556,2\n",
  ])
  func readsTimesOnTheClockOfAZone(_ text: String) throws {
    let lines = try bars(text, zone: "America/New_York").lines.prefix(2)
    #expect(lines == ["2025-06-05T13:30:00Z 1.0", "2025-06-05T13:35:00Z 2.0"])
  }

  @Test(arguments: ["2025-06-05 09:30", "2025-06-05 09:30:00.5"])
  func asksForAZone(_ stamp: String) {
    let message = message { _ = try readSeries("time,close\n\(stamp),1\n") }
    #expect(message.contains("the time '\(stamp)' has no zone"))
    #expect(message.contains("--time-zone"))
  }

  @Test func takesAMidnightAmongTimesForATime() throws {
    let lines = try bars("time,close\n2025-06-04,1\n2025-06-04 01:00,2\n", zone: "UTC").lines
    #expect(lines == ["2025-06-04T00:00:00Z 1.0", "2025-06-04T01:00:00Z 2.0"])
  }

  /// Yahoo Finance stamps the days of an exchange with its midnight.
  @Test func readsMidnightsAsDates() throws {
    let (sink, _) = try readSeries(
      "Date,Close\n2025-03-28 00:00:00+00:00,1\n2025-03-31 00:00:00+01:00,2\n")
    #expect(sink.closes("A") == ["2025-03-28 1.0", "2025-03-31 2.0"])
    #expect(sink.runs["A"]?.first?.resolution == .daily)
  }

  @Test func readsEpochsAtMidnightAsDates() throws {
    let (sink, _) = try readSeries("time,close\n1749081600,1\n1749168000,2\n")
    #expect(sink.closes("A") == ["2025-06-05 1.0", "2025-06-06 2.0"])
  }

  @Test func readsTheSameTimeOfEveryDateAsADailyBar() throws {
    let (sink, report) = try readSeries(
      "Date,Close\n6/4/2025 16:00:00,1\n6/5/2025 16:00:00,2\n6/16/2025 16:00:00,3\n")
    #expect(sink.closes("A") == ["2025-06-04 1.0", "2025-06-05 2.0", "2025-06-16 3.0"])
    #expect(report.detection.notes.contains { $0.contains("every row says 16:00") })
  }

  /// As spreadsheets of Google Finance have them: 13:00 on the days before holidays.
  @Test func readsEarlyClosesAsDailyBars() throws {
    let usual = (0..<20).map { "\(CalendarDate(ordinal: 20_000 + $0)) 16:00:00,1\n" }
    let (sink, report) = try readSeries(
      "Date,Close\n2024-07-03 13:00:00,2\n" + usual.joined() + "2024-11-29 13:00:00,3\n")
    #expect(sink.closes("A").first == "2024-07-03 2.0")
    #expect(sink.closes("A").last == "2024-11-29 3.0")
    #expect(report.detection.notes.contains { $0.contains("16:00 or an early close") })
  }

  @Test func readsEarlyClosesBehindTheSampleAsDailyBars() throws {
    let days = (0..<7000).map { "\(CalendarDate(ordinal: $0)) 16:00:00,1\n" }.joined()
    let (sink, _) = try readSeries("date,close\n" + days + "2024-11-29 13:00,2\n")
    #expect(sink.closes("A").last == "2024-11-29 2.0")
  }

  @Test(arguments: ["2024-11-29 09:30", "2024-11-29 10:59", "2024-11-29 16:05"])
  func refusesATimeThatIsNoCloseAmongDailyBars(_ stamp: String) {
    let days = (0..<7000).map { "\(CalendarDate(ordinal: $0)) 16:00:00,1\n" }.joined()
    let message = message { _ = try readSeries("date,close\n" + days + stamp + ",1\n") }
    #expect(message.contains("line 7002, column date: '\(stamp)' has a time of day"))
  }

  /// Two of a date, a later one, a share below nine of ten, an offset: times, not daily bars.
  @Test(arguments: [
    "2024-07-01 13:00", "2024-11-29 17:00",
    "2024-11-29 13:00,1\n2024-12-03 13:00,1\n2024-12-24 13:00",
    "2024-11-29 16:00Z", "2024-11-29 10:30",
  ])
  func readsOtherTimesAsTimes(_ last: String) throws {
    let usual = (1...12).map { "2024-07-\($0 < 10 ? "0" : "")\($0) 16:00,1\n" }.joined()
    _ = try bars("date,close\n" + usual + last + ",2\n", zone: "America/New_York")
  }

  @Test func refusesATimeAmongDailyBarsBehindTheSample() {
    let days = (0..<7000).map { "\(CalendarDate(ordinal: $0)),1\n" }.joined()
    let message = message { _ = try readSeries("date,close\n" + days + "2025-06-05 09:30,1\n") }
    #expect(message.contains("line 7002, column date: '2025-06-05 09:30' has a time of day"))
  }

  /// New York went from 02:00 EST to 03:00 EDT on 2025-03-09 and back on 2025-11-02.
  @Test func readsHoursThatClocksSkipWithTheOffsetBefore() throws {
    let (lines, report) = try bars(
      "time,close\n2025-03-09 01:30,1\n2025-03-09 02:30,2\n2025-03-09 04:00,3\n",
      zone: "America/New_York")
    #expect(
      lines == ["2025-03-09T06:30:00Z 1.0", "2025-03-09T07:30:00Z 2.0", "2025-03-09T08:00:00Z 3.0"])
    #expect(report.warnings.map(\.code) == [.dst])
    #expect(report.warnings[0].message.contains("line 3"))
  }

  @Test func readsTheFirstOfAnHourThatIsShownTwice() throws {
    let (lines, report) = try bars(
      "time,close\n2025-11-02 00:30,1\n2025-11-02 01:30,2\n2025-11-02 02:30,3\n",
      zone: "America/New_York")
    #expect(
      lines == ["2025-11-02T04:30:00Z 1.0", "2025-11-02T05:30:00Z 2.0", "2025-11-02T07:30:00Z 3.0"])
    #expect(report.warnings.map(\.code) == [.dst])
  }

  @Test func readsBothOfAnHourThatIsThereTwice() throws {
    let lines = try bars(
      "time,close\n2025-11-02 01:00,1\n2025-11-02 01:30,2\n2025-11-02 01:00,3\n2025-11-02 01:30,4\n",
      zone: "America/New_York"
    ).lines
    #expect(
      lines == [
        "2025-11-02T05:00:00Z 1.0", "2025-11-02T05:30:00Z 2.0", "2025-11-02T06:00:00Z 3.0",
        "2025-11-02T06:30:00Z 4.0",
      ])
  }

  @Test(arguments: [("2025-03-09 02:30", "never"), ("2025-11-02 01:30", "twice")])
  func refusesSuchHoursWhereThatIsNotAllowed(_ stamp: String, _ word: String) {
    let message = message {
      _ = try bars("time,close\n\(stamp),1\n", zone: "America/New_York", strict: true)
    }
    #expect(message.contains("showed '\(stamp)' \(word)"))
  }

  @Test func rejectsLeapSeconds() throws {
    let (sink, report) = try readSeries(
      "time,close\n2016-12-31T23:59:00Z,1\n2016-12-31T23:59:60Z,2\n2016-12-31T24:00Z,3\n"
    ) { $0.rejectsAllowed = .max }
    #expect(report.rejects.map(\.reason) == [.badTime])
    #expect(report.rejects.map(\.line) == [3])
    #expect(
      sink.instants("A") == ["2016-12-31T23:59:00Z 1.0", "2017-01-01T00:00:00Z 3.0"])
  }

  /// What is remembered of the last date and of the zone must give what reading anew gives.
  @Test func readsManyTimesLikeEachAlone() throws {
    let zone = try #require(Zone("America/New_York"))
    var dice = Dice(state: 17)
    let day: CalendarDate = "2025-03-07"
    let texts = (0..<500).map { _ in
      let minute = Int.random(in: 0..<1440, using: &dice)
      let clock = ClockTime(second: minute * 60).map { "\($0)" } ?? ""
      return "\(day.adding(days: Int.random(in: 0..<5, using: &dice))) \(clock)"
    }
    var times = TimeLayout(order: nil)
    times.zone = zone
    var reader = InstantReader(times, isStrict: false)
    for text in texts {
      let stamp = try StampText(text, order: nil)
      let clock = try #require(ClockTime(second: (stamp.millisecond ?? 0) / 1000))
      let expected: Instant? =
        switch zone.reading(of: stamp.date, clock) {
        case .once(let instant), .never(let instant): instant
        case .twice: nil
        }
      let read = try text.withBytes { try reader.read($0, clock: nil) }
      #expect(read == expected?.milliseconds, "\(text)")
    }
  }
}

extension MemorySink {
  /// The closes of a series by instant.
  func instants(_ symbol: Symbol) -> [String] {
    (runs[symbol] ?? []).flatMap { bars in
      zip(bars.times, bars.close.values).map { "\(Instant(milliseconds: $0)) \($1)" }
    }
  }
}
