import EventStudy
import Foundation
import MarketData

/// How an asset usually follows the market, from the sessions before each one.
///
/// The slope of least squares of the asset's returns on the market's, both from close to close as
/// logarithms, over sessions -250 to -11; at least 60 of them must have both returns.
struct SessionBetas {
  private static let first = 250
  private static let last = 11
  private static let minimum = 60

  /// Sums over the sessions before each position.
  private struct Sums {
    var count = 0.0
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var xy = 0.0

    mutating func add(_ market: Double, _ asset: Double) {
      count += 1
      x += market
      y += asset
      xx += market * market
      xy += market * asset
    }

    static func - (a: Sums, b: Sums) -> Sums {
      Sums(count: a.count - b.count, x: a.x - b.x, y: a.y - b.y, xx: a.xx - b.xx, xy: a.xy - b.xy)
    }
  }

  private var sums: [Sums] = [Sums()]

  init(_ asset: AssetSessions, _ market: AssetSessions) {
    for session in asset.entries.indices {
      var next = sums[session]
      if let x = market.sessionReturn(session), let y = asset.sessionReturn(session) {
        next.add(x, y)
      }
      sums.append(next)
    }
  }

  /// The slope for a session; `nil` with too few sessions before it, or a market that did not move.
  subscript(session: Int) -> Double? {
    let window = sums[max(0, session - Self.last + 1)] - sums[max(0, session - Self.first)]
    guard window.count >= Double(Self.minimum) else { return nil }
    let variation = window.xx - window.x * window.x / window.count
    guard variation > 1e-12 * window.xx else { return nil }
    return (window.xy - window.x * window.y / window.count) / variation
  }
}

extension AssetSessions {
  /// The change from the close before to the close; `nil` when either is not known.
  fileprivate func sessionReturn(_ session: Int) -> Double? {
    let entry = entries[session]
    guard entry.problem == nil, entry.priorProblem == nil, let last = entry.bars.last else {
      return nil
    }
    return log(bars.close[last] / entry.priorClose)
  }

  /// The same sessions with what the market did taken out: each price is
  /// P0 exp(ln(P/P0) - beta ln(M/M0)), where P0 and M0 are the closes before.
  ///
  /// The furthest prices of asset and market in a bar need not fall together. An adjusted bar
  /// therefore has only its open and its close, and is left out when the market has none at its time.
  func adjusted(for market: AssetSessions, on clock: SessionClock) -> AssetSessions {
    let betas = SessionBetas(self, market)
    var columns = AdjustedColumns(resolution: bars.resolution)
    var problems = [ReactionReason?](repeating: nil, count: entries.count)
    for session in entries.indices {
      let other = market.entries[session]
      if other.problem != nil || other.priorProblem != nil {
        problems[session] = .missingBenchmark
      } else if let beta = betas[session] {
        columns.append(session, of: self, market, beta: beta)
      } else {
        problems[session] = .insufficientEstimation
      }
    }
    var result = AssetSessions(
      columns.bars, on: clock, usesAdjusted: false, barLength: barLength)
    result.restate(as: self, problems: problems)
    return result
  }
}

/// Collects adjusted bars.
private struct AdjustedColumns {
  let resolution: Resolution
  var times: [Int64] = []
  var open: [Double] = []
  var close: [Double] = []

  mutating func append(
    _ session: Int, of asset: AssetSessions, _ market: AssetSessions, beta: Double
  ) {
    let (own, other) = (asset.entries[session], market.entries[session])
    guard own.problem == nil, own.priorProblem == nil else { return }
    func adjusted(_ price: Double, _ market: Double) -> Double {
      price * exp(-beta * log(market / other.priorClose))
    }
    var next = other.bars.lowerBound
    for bar in own.bars {
      let time = asset.bars.times[bar]
      while next < other.bars.upperBound, market.bars.times[next] < time { next += 1 }
      guard next < other.bars.upperBound, market.bars.times[next] == time else { continue }
      times.append(time)
      open.append(adjusted(asset.bars.open[bar], market.bars.open[next]))
      close.append(adjusted(asset.bars.close[bar], market.bars.close[next]))
    }
  }

  var bars: PriceBars {
    PriceBars(
      resolution: resolution, times: times, open: open, high: zip(open, close).map(max),
      low: zip(open, close).map(min), close: close)
  }
}
