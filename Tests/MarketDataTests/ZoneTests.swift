import MarketData
import Testing

/// Readings of Python 3.11 zoneinfo, printed by Reference/zones.py.
@Suite struct ZoneTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let zone: String
    let date: CalendarDate
    let time: String
    let reading: Zone.Reading

    var testDescription: String { "\(date) \(time) \(zone)" }
  }

  private static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

  @Test(arguments: [
    Case(
      zone: "America/New_York", date: "2025-03-09", time: "01:59:59",
      reading: .once(at(1_741_503_599))),
    Case(
      zone: "America/New_York", date: "2025-03-09", time: "02:30",
      reading: .never(at(1_741_505_400))),
    Case(
      zone: "America/New_York", date: "2025-03-09", time: "03:00", reading: .once(at(1_741_503_600))
    ),
    Case(
      zone: "America/New_York", date: "2025-06-05", time: "08:45", reading: .once(at(1_749_127_500))
    ),
    Case(
      zone: "America/New_York", date: "2025-11-02", time: "00:59:59",
      reading: .once(at(1_762_059_599))),
    Case(
      zone: "America/New_York", date: "2025-11-02", time: "01:30",
      reading: .twice(earlier: at(1_762_061_400), later: at(1_762_065_000))),
    Case(
      zone: "America/New_York", date: "2025-11-02", time: "02:00", reading: .once(at(1_762_066_800))
    ),
    Case(
      zone: "Europe/London", date: "2025-03-30", time: "01:15", reading: .never(at(1_743_297_300))),
    Case(
      zone: "Europe/London", date: "2025-10-26", time: "01:15",
      reading: .twice(earlier: at(1_761_437_700), later: at(1_761_441_300))),
    Case(zone: "Asia/Tokyo", date: "2025-06-05", time: "21:45", reading: .once(at(1_749_127_500))),
    Case(
      zone: "Australia/Lord_Howe", date: "2025-04-06", time: "01:45",
      reading: .twice(earlier: at(1_743_864_300), later: at(1_743_866_100))),
    Case(
      zone: "America/New_York", date: "1969-07-20", time: "22:56", reading: .once(at(-14_159_040))),
    Case(zone: "UTC", date: "1900-03-01", time: "00:00", reading: .once(at(-2_203_891_200))),
  ])
  func readsAClock(_ item: Case) throws {
    let zone = try #require(Zone(item.zone))
    let time = try #require(ClockTime(item.time))
    #expect(zone.reading(of: item.date, time) == item.reading)
    if case .once(let instant) = item.reading {
      let clock = zone.clock(at: instant)
      #expect(clock.date == item.date)
      #expect(clock.time == time)
    }
  }

  @Test func saysHowFarAheadOfUTCItIs() throws {
    let zone = try #require(Zone("America/New_York"))
    #expect(zone.secondsFromUTC(at: Self.at(1_741_503_599)) == -18_000)
    #expect(zone.secondsFromUTC(at: Self.at(1_741_503_600)) == -14_400)
  }

  @Test func roundsDownBeforeTheEpoch() throws {
    let clock = try #require(Zone("UTC")).clock(at: Instant(milliseconds: -1))
    #expect(clock.date == "1969-12-31")
    #expect(clock.time.description == "23:59:59")
  }

  @Test(arguments: ["America/New_Yorc", "", "Mars/Olympus"])
  func refusesAnUnknownName(_ name: String) { #expect(Zone(name) == nil) }
}
