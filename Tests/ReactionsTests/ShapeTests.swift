import Foundation
import MarketData
import Testing

@testable import Reactions

/// Shapes worked out by hand.
@Suite struct ShapeTests {
  private let exchange: ExchangeCalendar

  init() throws { exchange = try ExchangeCalendar.named("XNYS") }

  /// Daily bars of 3, 4 and 5 June 2025.
  private func daily(
    open: [Double] = [100, 100, 102], high: [Double] = [101, 101, 110],
    low: [Double] = [99, 99, 96], close: [Double] = [100, 100, 97], adjusted: [Double] = [],
    dates: [CalendarDate] = ["2025-06-03", "2025-06-04", "2025-06-05"]
  ) -> AssetBars {
    AssetBars(
      daily: PriceBars(
        resolution: .daily, times: dates.map { Int64($0.ordinal) }, open: open, high: high,
        low: low, close: close, adjustedClose: adjusted))
  }

  private func reaction(
    _ bars: AssetBars, at time: EventTime = .date("2025-06-05"),
    _ change: (inout ReactionOptions) -> Void = { _ in }
  ) -> Reaction {
    var options = ReactionOptions()
    change(&options)
    return ReactionStudy(options, exchange: exchange).reaction(
      to: NewsEvent(id: "news", symbol: "A", time: time), of: "A", others: [], bars: bars
    ).reaction
  }

  @Test func aRallyThatTurnedRound() throws {
    let shape = try #require(reaction(daily()).shape)
    #expect(shape.direction == .up)
    #expect(abs(shape.gap - 0.019802627296179712) < 1e-15)  // ln 1.02
    #expect(abs(shape.closeToClose - -0.030459207484708574) < 1e-15)  // ln 0.97
    #expect(shape.gap + shape.openToClose == shape.closeToClose)
    #expect(shape.peak?.price == 110 && shape.trough?.price == 96)
    // ln(110/97) / ln(110/100)
    #expect(abs(try #require(shape.fadeRatio) - 1.319579792497) < 1e-11)
    #expect(shape.retention == shape.fadeRatio.map { 1 - $0 })
  }

  @Test func theSideDecidesWhatThePeakIs() throws {
    let fall = try #require(
      reaction(daily()) { ($0.rule, $0.given) = (.given, .fixed(.down)) }.shape)
    #expect(fall.peak?.price == 96 && fall.trough?.price == 110)
    // ln(97/96) / ln(100/96)
    #expect(abs(try #require(fall.fadeRatio) - log(97.0 / 96) / log(100.0 / 96)) < 1e-12)
    let later = try #require(reaction(daily()) { $0.rule = .exPost }.shape)
    #expect(later.direction == .up)
  }

  @Test func aPriceThatNeverRoseHasNoPeak() throws {
    let bars = daily(open: [100, 100, 99], high: [101, 101, 99.5], low: [99, 99, 96])
    let reaction = reaction(bars) { ($0.rule, $0.given) = (.given, .fixed(.up)) }
    #expect(reaction.status == .undefined && reaction.reasons == [.noPeak])
    #expect(reaction.shape?.fadeRatio == nil && reaction.shape?.peak == nil)
    #expect(try #require(reaction.shape).gap < 0)
  }

  @Test func noGapGivesNoDirection() {
    let reaction = reaction(daily(open: [100, 100, 100]))
    #expect(reaction.reasons == [.noDirection])
    #expect(reaction.shape?.gap == 0)
  }

  @Test func daysThatCannotBeMeasured() {
    func reasons(_ bars: AssetBars) -> [ReactionReason] { reaction(bars).reasons }
    #expect(reasons(daily(open: [100, 100, .missing])) == [.missingOpen])
    #expect(reasons(daily(high: [101, 101, .missing])) == [.missingHighLow])
    #expect(reasons(daily(high: [101, 101, 101])) == [.inconsistentBar])
    #expect(
      reasons(daily(dates: ["2025-06-02", "2025-06-03", "2025-06-05"])) == [.missingPriorClose])
    #expect(
      reasons(daily(dates: ["2025-06-03", "2025-06-04", "2025-06-06"])) == [.missingPrice])
    #expect(
      reasons(daily(dates: ["2025-05-30", "2025-06-02", "2025-06-03"])) == [.outOfRange])
    #expect(reaction(daily(), at: .date("2025-06-03")).reasons == [.missingPriorClose])
    #expect(reaction(AssetBars()).reasons == [.unknownSymbol])
    #expect(reaction(daily()) { $0.rule = .first }.reasons == [.needsIntradayBars])
  }

  @Test func aSplitIsNoGapWhenAdjustedClosesTellOfIt() throws {
    // Two for one on 5 June: the day before at 200 is 100 in today's shares.
    let prices = (
      open: [200, 200, 102.0], high: [202, 202, 110.0], low: [198, 198, 96.0],
      close: [200, 200, 97.0]
    )
    let plain = daily(open: prices.open, high: prices.high, low: prices.low, close: prices.close)
    #expect(reaction(plain).reasons == [.suspectedSplit])
    let adjusted = daily(
      open: prices.open, high: prices.high, low: prices.low, close: prices.close,
      adjusted: [50, 50, 48.5])
    #expect(try #require(reaction(adjusted).shape).reference == 100)
    #expect(reaction(adjusted) { $0.usesAdjusted = false }.reasons == [.suspectedSplit])
  }

  @Test func newsOnDailyBarsInsideTheSessionIsApproximate() {
    let inside = reaction(daily(), at: ReferenceMarket.news("2025-06-05", minute: 646).time)
    #expect(inside.status == .approximate && inside.reasons.first == .newsInsideSession)
    #expect(inside.session == "2025-06-05")
    let after = reaction(daily(), at: ReferenceMarket.news("2025-06-04", minute: 960).time)
    #expect(after.session == "2025-06-05" && after.status == .ok)
    // 3 July 2025 closes at 13:00.
    let half = daily(dates: ["2025-07-02", "2025-07-03", "2025-07-07"])
    let late = reaction(half, at: ReferenceMarket.news("2025-07-03", minute: 780).time)
    #expect(late.session == "2025-07-07")
  }

  @Test func aSaturdayBelongsToMondayAndALongWayIsRefused() {
    let bars = daily(dates: ["2025-06-05", "2025-06-06", "2025-06-09"])
    #expect(reaction(bars, at: .date("2025-06-07")).session == "2025-06-09")
  }

  @Test func anHourWithoutBarsIsMissing() throws {
    let bars = try ReferenceMarket.intraday()
    let noon = ReferenceMarket.instant("2025-03-18", minute: 720).milliseconds
    func without(_ removed: Set<Int64>) -> AssetBars {
      let kept = bars.times.indices.filter { !removed.contains(bars.times[$0]) }
      func column(_ values: [Double]) -> [Double] { kept.map { values[$0] } }
      return AssetBars(
        intraday: PriceBars(
          resolution: .intraday, times: kept.map { bars.times[$0] }, open: column(bars.open),
          high: column(bars.high), low: column(bars.low), close: column(bars.close)))
    }
    let time = EventTime.date("2025-03-18")
    #expect(reaction(without([noon]), at: time).status == .ok)
    #expect(reaction(without([noon, noon + 1_800_000]), at: time).reasons == [.missingBars])
  }
}
