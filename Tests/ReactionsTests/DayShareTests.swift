import MarketData
import Testing

@testable import Reactions

@Suite struct DayShareTests {
  private let exchange: ExchangeCalendar

  init() throws { exchange = try ExchangeCalendar.named("XNYS") }

  private func shares(
    _ dates: [CalendarDate], _ assets: [Symbol: AssetBars], threads: Int = 1,
    _ change: (inout ReactionOptions) -> Void = { _ in }
  ) -> [DayShare] {
    var options = ReactionOptions()
    change(&options)
    return ReactionStudy(options, exchange: exchange).run(
      on: dates.map { NewsEvent(id: "\($0)", symbol: nil, time: .date($0)) }, assets: assets,
      symbols: assets.keys.sorted(), threads: threads
    ).shares
  }

  private static let dates: [CalendarDate] = ["2025-03-06", "2025-03-18", "2025-04-04"]

  /// `Reference/measures.py`, in half-hour bars.
  @Test func partsOfTheDay() throws {
    let rows = try ReferenceMarket.rows("shares.csv")
    let found = shares(Self.dates, ["A": AssetBars(intraday: try ReferenceMarket.intraday())])
    #expect(found.map(\.part) == rows.map { $0["part"] })
    #expect(found.allSatisfy { $0.eventCount == 3 && $0.placebo.count == 999 })
    for (day, row) in zip(found, rows) {
      #expect(abs(try #require(day.share) - Double(row["share"]!)!) < 1e-12)
      #expect(abs(try #require(day.ordinaryShare) - Double(row["ordinary"]!)!) < 1e-12)
    }
    #expect(abs(found.compactMap(\.share).reduce(0, +) - 1) < 1e-12)
  }

  /// What happens in the night and what in the session does not depend on the bars; parts of an hour
  /// are sums of parts of half an hour.
  @Test func coarserPartsAreSumsOfFinerOnes() throws {
    let intraday = AssetBars(intraday: try ReferenceMarket.intraday())
    let fine = shares(Self.dates, ["A": intraday]).compactMap(\.share)
    let hours = shares(Self.dates, ["A": intraday]) { $0.partMinutes = 60 }
    #expect(hours.map(\.part).suffix(2) == ["14:30", "15:30"])
    #expect(abs(try #require(hours[1].share) - fine[1] - fine[2]) < 1e-12)
    let daily = shares(Self.dates, ["A": AssetBars(daily: try ReferenceMarket.daily())])
    #expect(daily.map(\.part) == ["overnight", "session"])
    #expect(daily.map(\.minutes) == [nil, nil])
    #expect(abs(try #require(daily[0].share) - fine[0]) < 1e-12)
    #expect(abs(try #require(daily[0].ordinaryShare) - 0.03540666300404027) < 1e-12)
  }

  @Test func aSingleDayIsComparedWithEachOrdinaryOne() throws {
    let found = shares(["2025-03-18"], ["A": AssetBars(daily: try ReferenceMarket.daily())])
    #expect(found.map(\.placebo.count) == [37, 37])  // 41 days, less the first and three.
    let few = shares(["2025-03-18"], ["A": AssetBars(daily: try ReferenceMarket.daily())]) {
      $0.placeboCount = 10
    }
    #expect(few.map(\.placebo.count) == [10, 10])
  }

  /// Two assets that move as one say no more than one of them.
  @Test func assetsOfOneDayMoveTogetherInDrawsToo() throws {
    let bars = AssetBars(intraday: try ReferenceMarket.intraday())
    let one = shares(Self.dates, ["A": bars])
    let two = shares(Self.dates, ["A": bars, "B": bars], threads: 2)
    #expect(two.map(\.eventCount) == one.map { 2 * $0.eventCount })
    for (a, b) in zip(one, two) {
      #expect(abs(try #require(a.share) - (try #require(b.share))) < 1e-12)
      let pValues = [a, b].map { day in day.share.flatMap { day.placebo.pUpper(of: $0) } }
      #expect(abs(try #require(pValues[0]) - (try #require(pValues[1]))) < 0.002)
    }
  }

  @Test func withoutOrdinaryDaysThereIsNothingToCompareWith() throws {
    let all = shares(["2025-03-18"], ["A": AssetBars(daily: try ReferenceMarket.daily())]) {
      $0.distance = 100
    }
    #expect(all.map(\.reason) == [.noOrdinarySessions, .noOrdinarySessions])
    #expect(all.allSatisfy { $0.status == .ok && $0.ordinaryShare == nil })
  }

  /// Midnight is within the night's session of foreign exchange, which opens at 17:00 the day before.
  @Test func sessionsThatOpenTheDayBeforeBeginWithTheEvening() throws {
    let clock = SessionClock(
      exchange: try ExchangeCalendar.named("FX"),
      dates: CalendarDate(stringLiteral: "2025-03-04")...CalendarDate(stringLiteral: "2025-03-06"))
    let partition = SessionPartition(of: clock, .intraday, minutes: 360)
    #expect(partition.parts.map(\.name) == ["overnight", "17:00", "23:00", "05:00", "11:00"])
    let open = clock.openSecond(0)
    #expect(partition.part(at: 360 * 60_000, opening: open) == 1)
    #expect(partition.part(at: 360 * 60_000 + 1, opening: open) == 2)
  }
}
