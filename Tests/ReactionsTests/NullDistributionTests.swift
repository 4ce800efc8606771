import Foundation
import MarketData
import Statistics
import Testing

@testable import Reactions

/// Days without news are random walks: then p-values are uniform and fades as frequent as theory
/// and other programs have it.
///
/// 2,000 days; `REACTION_NULL_DAYS=20000` asks for so many.
@Suite struct NullDistributionTests {
  private static let sessionsPerAsset = 20
  private static let assetCount =
    (ProcessInfo.processInfo.environment["REACTION_NULL_DAYS"].flatMap(Int.init) ?? 2_000)
    / sessionsPerAsset

  /// Walks of 390 minutes with a gap before each: the last price of one bar is the first of the next.
  private struct Market: Sendable {
    static let withGaps = Result { try Market(gapDeviation: 0.005) }
    static let withoutGaps = Result { try Market(gapDeviation: 0) }

    let clock: SessionClock
    let assets: [PriceBars]

    init(gapDeviation: Double) throws {
      let exchange = try ExchangeCalendar.named("XNYS")
      // Five weeks without a holiday, half day or change of the clocks; the first day only closes.
      let clock = SessionClock(
        exchange: exchange,
        dates: CalendarDate(stringLiteral: "2025-03-10")...CalendarDate(stringLiteral: "2025-04-07")
      )
      #expect(clock.dates.count == sessionsPerAsset + 1)
      self.clock = clock
      assets = (0..<assetCount).map { asset in
        var random = RandomStream(seed: 605, substream: UInt64(asset))
        var (times, open, close) = ([Int64](), [Double](), [Double]())
        var logPrice = 4.6
        for session in clock.opens.indices {
          logPrice += gapDeviation * random.normal()
          for minute in 0..<390 {
            times.append(clock.opens[session] + Int64(minute) * 60_000)
            open.append(exp(logPrice))
            logPrice += 0.0005 * random.normal()
            close.append(exp(logPrice))
          }
        }
        return PriceBars(
          resolution: .intraday, times: times, open: open,
          high: zip(open, close).map(max), low: zip(open, close).map(min), close: close)
      }
    }

    /// The fade ratios of an asset's days.
    func fades(_ asset: Int, _ rule: DirectionRule) throws -> [Double] {
      let sessions = AssetSessions(assets[asset], on: clock, usesAdjusted: false)
      let question = ShapeQuestion(rule: rule, firstMinutes: 30, given: .up)
      return try (1...sessionsPerAsset).compactMap { session in
        sessions.shape(of: try sessions.path(from: session, clock: clock), question).fadeRatio
      }
    }
  }

  @Test(arguments: DirectionRule.allCases)
  func pValuesAreUniform(rule: DirectionRule) throws {
    let market = try Market.withGaps.get()
    let study = ReactionStudy(
      {
        var options = ReactionOptions()
        (options.rule, options.given, options.distance) = (rule, .fixed(.up), 0)
        return options
      }(), exchange: market.clock.exchange)
    let event = NewsEvent(id: "news", symbol: "A", time: .date("2025-03-25"))
    let pValues = market.assets.compactMap { bars -> (Double, Int)? in
      let (reaction, _) = study.reaction(
        to: event, of: "A", others: [], bars: AssetBars(intraday: bars))
      guard let placebo = reaction.placebo, let fade = reaction.shape?.fadeRatio else { return nil }
      return placebo.pValue(of: fade).map { ($0, placebo.count) }
    }
    let share = rule == .given ? 0.7 : 0.999  // Some days never rise at all.
    #expect(Double(pValues.count) > share * Double(Self.assetCount))
    // The p-value of B + 1 exchangeable draws is uniform on k / (B + 1); spread over the steps it is
    // uniform on (0, 1).
    var random = RandomStream(seed: 1)
    let spread = pValues.map { $0 - random.uniform() / Double($1 + 1) }.sorted()
    let count = Double(spread.count)
    let distance = spread.enumerated().map { position, p in
      max(abs(p - Double(position) / count), abs(p - Double(position + 1) / count))
    }.max()!
    // The 1% point of Kolmogorov's distribution (Smirnov 1948, Annals of Mathematical Statistics
    // 19:279).
    #expect(distance < 1.6276 / count.squareRoot(), "\(rule): \(distance)")
  }

  /// Frequencies of 20,000 days in numpy: the side chosen afterwards, and by the first 30 minutes.
  @Test(arguments: [
    (DirectionRule.exPost, 0.375, 0.402, 0.153), (.first, 0.725, 0.600, 0.410),
  ])
  func fadesAreAsFrequent(rule: DirectionRule, median: Double, half: Double, whole: Double) throws {
    let market = try Market.withoutGaps.get()
    let fades = try (0..<Self.assetCount).flatMap { try market.fades($0, rule) }.sorted()
    let count = Double(fades.count)
    #expect(fades.count == Self.assetCount * Self.sessionsPerAsset)
    // Four standard errors of both simulations.
    func tolerance(_ share: Double) -> Double {
      4 * (share * (1 - share) * (1 / count + 1 / 20_000)).squareRoot()
    }
    let aboveHalf = Double(fades.filter { $0 > 0.5 }.count) / count
    let aboveWhole = Double(fades.filter { $0 > 1 }.count) / count
    #expect(abs(aboveHalf - half) < tolerance(half), "\(aboveHalf)")
    #expect(abs(aboveWhole - whole) < tolerance(whole), "\(aboveWhole)")
    // The density at the median is near 1, so that its error is about that of its rank.
    #expect(
      abs(fades[fades.count / 2] - median) < 1.5 * tolerance(0.5), "\(fades[fades.count / 2])")
  }
}
