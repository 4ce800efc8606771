import MarketData
import Testing

@testable import Reactions

/// What `Reference/measures.py` computed with numpy from the same made-up prices.
@Suite struct MeasureTests {
  private let exchange: ExchangeCalendar

  init() throws { exchange = try ExchangeCalendar.named("XNYS") }

  private func options(_ rule: String) -> ReactionOptions {
    var options = ReactionOptions()
    options.firstMinutes = 60
    options.rule = DirectionRule(rawValue: rule) ?? .given
    options.given = Direction(rawValue: rule).map { .fixed($0) }
    return options
  }

  private func expect(_ measure: ReactionMeasure, isAsIn row: [String: String]) throws {
    let placebo = try #require(measure.placebo)
    let value = try #require(measure.value)
    #expect(String(placebo.count) == row["n"])
    #expect(abs(try #require(placebo.percentile(of: value)) - Double(row["percentile"]!)!) < 1e-9)
    #expect(placebo.pTwoSided(of: value) == Double(row["p"]!)!)
    #expect(placebo.pLower(of: value) == Double(row["p_lower"]!)!)
    #expect(placebo.pUpper(of: value) == Double(row["p_upper"]!)!)
  }

  @Test(arguments: ["gap", "first", "up", "down", "ex-post"], ReferenceTests.moments.map(\.name))
  func slopesOfAllSessions(rule: String, moment: String) throws {
    let minute = ReferenceTests.moments.first { $0.name == moment }?.minute
    let rows = try ReferenceMarket.rows("slopes.csv")
      .filter { $0["rule"] == rule && $0["moment"] == moment }
    #expect(rows.count == 40)
    let bars = AssetBars(intraday: try ReferenceMarket.intraday())
    for row in rows {
      let news = ReferenceMarket.news(CalendarDate(row["date"]!)!, minute: minute)
      let (reaction, _, _) = ReactionStudy(options(rule), exchange: exchange).reaction(
        to: news, of: "A", others: [], bars: bars)
      let measure = try #require(reaction.measures.first)
      #expect(measure.kind == .reversalSlope)
      guard let wanted = Double(row["slope"]!) else {
        #expect(measure.value == nil && measure.status == .undefined)
        #expect([[.tooFewPrices], [.noPeak], [.noDirection]].contains(measure.reasons), "\(row)")
        continue
      }
      #expect(abs(try #require(measure.value) - wanted) <= 1e-12 * max(1, abs(wanted)), "\(row)")
      if row["n"] != "" { try expect(measure, isAsIn: row) }
    }
  }

  /// Closes of daily bars are those of the bars within the session.
  @Test func sessionsAfter() throws {
    let rows = try ReferenceMarket.rows("continuation.csv")
    for bars in [
      AssetBars(daily: try ReferenceMarket.daily()),
      AssetBars(intraday: try ReferenceMarket.intraday()),
    ] {
      let (reaction, _, _) = ReactionStudy(exchange: exchange).reaction(
        to: ReferenceMarket.news("2025-03-18", minute: nil), of: "A", others: [], bars: bars)
      let later = reaction.measures.filter { $0.kind == .continuation }
      #expect(later.map { String($0.sessions) } == rows.map { $0["sessions"] })
      for (measure, row) in zip(later, rows) {
        #expect(abs(try #require(measure.value) - Double(row["value"]!)!) < 1e-13)
        try expect(measure, isAsIn: row)
      }
    }
  }

  @Test func dailyBarsHaveNoSlopeAndTheLastSessionNothingAfter() throws {
    let (reaction, _, _) = ReactionStudy(exchange: exchange).reaction(
      to: ReferenceMarket.news("2025-04-14", minute: nil), of: "A", others: [],
      bars: AssetBars(daily: try ReferenceMarket.daily()))
    #expect(reaction.measures.map(\.sessions) == [0, 1, 2, 5, 10])
    #expect(
      reaction.measures.map(\.reasons) == [
        [.needsIntradayBars], [], [.outOfRange], [.outOfRange], [.outOfRange],
      ])
    #expect(
      reaction.measures.map(\.status) == [.undefined, .ok] + [.undefined, .undefined, .undefined])
  }

  @Test func aReactionThatIsNotDefinedHasNoMeasures() {
    let (reaction, _, shares) = ReactionStudy(exchange: exchange).reaction(
      to: ReferenceMarket.news("2025-03-18", minute: nil), of: "A", others: [], bars: AssetBars())
    #expect(reaction.measures.count == 5)
    #expect(reaction.measures.allSatisfy { $0.value == nil && $0.reasons == [.unknownSymbol] })
    #expect(shares == [])
  }
}
