import Foundation
import MarketData
import Statistics
import Testing

@testable import Reactions

/// An asset that is twice the market, so that what is left of its path is known.
@Suite struct MarketAdjustmentTests {
  private let clock: SessionClock
  private let market: PriceBars

  init() throws {
    clock = SessionClock(
      exchange: try ExchangeCalendar.named("XNYS"),
      dates: CalendarDate(stringLiteral: "2024-01-02")...CalendarDate(stringLiteral: "2024-12-31"))
    market = Self.walk(clock, seed: 7)
  }

  private static func walk(_ clock: SessionClock, seed: UInt64) -> PriceBars {
    var random = RandomStream(seed: seed)
    var logPrice = 0.0
    let prices = clock.dates.map { _ -> (open: Double, close: Double) in
      let open = logPrice + 0.004 * random.normal()
      logPrice = open + 0.01 * random.normal()
      return (exp(open), exp(logPrice))
    }
    return bars(clock, open: prices.map(\.open), close: prices.map(\.close))
  }

  private static func bars(_ clock: SessionClock, open: [Double], close: [Double]) -> PriceBars {
    PriceBars(
      resolution: .daily, times: clock.dates, open: open, high: zip(open, close).map(max),
      low: zip(open, close).map(min), close: close)
  }

  /// The market squared, but for a jump of 3% at an open of which 1% is lost by the close.
  private func asset(jumpingAt session: Int) -> PriceBars {
    let own = market.times.indices.map { $0 < session ? 0 : 0.02 }
    return Self.bars(
      clock,
      open: market.times.indices.map {
        market.open[$0] * market.open[$0] * exp($0 == session ? 0.03 : own[$0])
      },
      close: market.times.indices.map { market.close[$0] * market.close[$0] * exp(own[$0]) })
  }

  private func reaction(_ asset: PriceBars, on session: Int, symbol: Symbol = "A") -> Reaction {
    var options = ReactionOptions()
    options.benchmark = "M"
    let time = EventTime.date(clock.sessions[session].date)
    return ReactionStudy(options, exchange: clock.exchange).reaction(
      to: NewsEvent(id: "news", symbol: symbol, time: time), of: symbol, others: [],
      bars: AssetBars(daily: asset), benchmark: AssetBars(daily: market)
    ).reaction
  }

  @Test func theMarketIsTakenOut() throws {
    let reaction = reaction(asset(jumpingAt: 150), on: 150)
    let shape = try #require(reaction.shape)
    #expect(abs(shape.gap - 0.03) < 1e-10)
    #expect(abs(shape.openToClose - -0.01) < 1e-10)
    #expect(abs(try #require(shape.fadeRatio) - 1.0 / 3) < 1e-8)
    #expect(reaction.status == .approximate && reaction.reasons.first == .openAndCloseOnly)
  }

  @Test func betaIsThatOfTheSessionsBefore() throws {
    let own = AssetSessions(asset(jumpingAt: 150), on: clock, usesAdjusted: false)
    let other = AssetSessions(market, on: clock, usesAdjusted: false)
    let betas = SessionBetas(own, other)
    // The first return is that of session 1, and 60 of them have passed ten sessions after 60.
    #expect(betas[70] == nil)
    #expect(abs(try #require(betas[71]) - 2) < 1e-10)
    // The jump is the return of session 150, which session 160 does not look at and 161 does.
    #expect(abs(try #require(betas[160]) - 2) < 1e-10)
    #expect(abs(try #require(betas[161]) - 2) > 1e-4)
  }

  @Test func whatCannotBeAdjusted() {
    #expect(reaction(asset(jumpingAt: 50), on: 50).reasons == [.insufficientEstimation])
    #expect(reaction(market, on: 150, symbol: "M").reasons == [.marketItself])
  }

  /// The covariance over the variance of session returns, of two unrelated walks.
  @Test func betaIsTheSlopeOfLeastSquares() throws {
    let walk = Self.walk(clock, seed: 8)
    let betas = SessionBetas(
      AssetSessions(walk, on: clock, usesAdjusted: false),
      AssetSessions(market, on: clock, usesAdjusted: false))
    func returns(_ bars: PriceBars) -> [Double] {
      (1...190).map { log(bars.close[$0] / bars.close[$0 - 1]) }
    }
    let (x, y) = (returns(market), returns(walk))
    let (meanX, meanY) = (x.reduce(0, +) / 190, y.reduce(0, +) / 190)
    let slope =
      zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
      / x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    #expect(abs(try #require(betas[201]) - slope) < 1e-12)
  }
}
