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
      let (reaction, _, _) = study.reaction(
        to: event, of: "A", others: [], bars: AssetBars(intraday: bars))
      guard let placebo = reaction.placebo, let fade = reaction.shape?.fadeRatio else { return nil }
      return placebo.pUpper(of: fade).map { ($0, placebo.count) }
    }
    let share = rule == .given ? 0.7 : 0.999  // Some days never rise at all.
    #expect(Double(pValues.count) > share * Double(Self.assetCount))
    expectUniform(pValues, "\(rule)")
  }

  /// The p-value of B + 1 exchangeable draws is uniform on k / (B + 1); spread over the steps it is uniform
  /// on (0, 1).
  private func expectUniform(_ pValues: [(Double, Int)], _ name: String) {
    var random = RandomStream(seed: 1)
    let spread = pValues.map { $0 - random.uniform() / Double($1 + 1) }.sorted()
    let count = Double(spread.count)
    let distance =
      spread.enumerated().map { position, p in
        max(abs(p - Double(position) / count), abs(p - Double(position + 1) / count))
      }.max() ?? 1
    // The 1% point of Kolmogorov's distribution (Smirnov 1948, Annals of Mathematical Statistics
    // 19:279).
    #expect(distance < 1.6276 / count.squareRoot(), "\(name): \(distance)")
  }

  @Test func pValuesOfSlopesAreUniform() throws {
    let market = try Market.withGaps.get()
    var options = ReactionOptions()
    options.distance = 0
    let study = ReactionStudy(options, exchange: market.clock.exchange)
    let event = NewsEvent(id: "news", symbol: "A", time: .date("2025-03-25"))
    let pValues = market.assets.compactMap { bars -> (Double, Int)? in
      let (reaction, _, _) = study.reaction(
        to: event, of: "A", others: [], bars: AssetBars(intraday: bars))
      return reaction.measures.first.flatMap(pUpper)
    }
    // A day that peaks in its last bars has no slope.
    #expect(Double(pValues.count) > 0.9 * Double(Self.assetCount))
    expectUniform(pValues, "slope")
  }

  private func pUpper(_ measure: ReactionMeasure) -> (Double, Int)? {
    guard let value = measure.value, let placebo = measure.placebo else { return nil }
    return placebo.pUpper(of: value).map { ($0, placebo.count) }
  }

  /// Three days of news about two assets that move as one: days are drawn, not the days of assets.
  @Test func pValuesOfSharesAreUniform() throws {
    let market = try Market.withGaps.get()
    var options = ReactionOptions()
    (options.distance, options.drawCount) = (0, 199)
    let study = ReactionStudy(options, exchange: market.clock.exchange)
    let events = ["2025-03-13", "2025-03-25", "2025-04-01"].map {
      NewsEvent(id: $0, symbol: nil, time: .date(CalendarDate(stringLiteral: $0)))
    }
    var pValues: [String: [(Double, Int)]] = [:]
    for bars in market.assets {
      let asset = AssetBars(intraday: bars)
      let result = study.run(
        on: events, assets: ["A": asset, "B": asset], symbols: ["A", "B"], threads: 1)
      for day in result.shares {
        guard let share = day.share, let p = day.placebo.pUpper(of: share) else { continue }
        pValues[day.part, default: []].append((p, day.placebo.count))
      }
    }
    for part in ["overnight", "09:30", "12:30", "15:30"] {
      #expect(pValues[part]?.count == Self.assetCount)
      expectUniform(pValues[part] ?? [], part)
    }
  }

  /// Two years of daily bars; the price goes on as if nothing had happened.
  @Test func pValuesOfContinuationAreUniform() throws {
    let clock = SessionClock(
      exchange: try ExchangeCalendar.named("XNYS"),
      dates: CalendarDate(stringLiteral: "2023-06-01")...CalendarDate(stringLiteral: "2025-05-30"))
    let event = NewsEvent(id: "news", symbol: "A", time: .date("2024-06-05"))
    let study = ReactionStudy(exchange: clock.exchange)
    var pValues: [Int: [(Double, Int)]] = [:]
    for asset in 0..<4 * Self.assetCount {
      let (reaction, _, _) = study.reaction(
        to: event, of: "A", others: [],
        bars: AssetBars(daily: Self.dailyWalk(clock, substream: UInt64(asset))))
      for measure in reaction.measures where measure.kind == .continuation {
        pUpper(measure).map { pValues[measure.sessions, default: []].append($0) }
      }
    }
    for (sessions, values) in pValues {
      #expect(values.count == 4 * Self.assetCount)
      expectUniform(values, "\(sessions) sessions")
    }
    #expect(pValues.keys.sorted() == [1, 2, 5, 10])
  }

  private static func dailyWalk(_ clock: SessionClock, substream: UInt64) -> PriceBars {
    var random = RandomStream(seed: 606, substream: substream)
    var (open, close) = ([Double](), [Double]())
    var logPrice = 4.6
    for _ in clock.dates {
      logPrice += 0.005 * random.normal()
      open.append(exp(logPrice))
      logPrice += 0.01 * random.normal()
      close.append(exp(logPrice))
    }
    return PriceBars(
      resolution: .daily, times: clock.dates, open: open, high: zip(open, close).map(max),
      low: zip(open, close).map(min), close: close)
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
