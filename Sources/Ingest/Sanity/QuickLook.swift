import MarketData

/// Whether a run of bars is like most: told at the price of a few comparisons a bar, so that only
/// the others are looked at closely.
struct QuickLook {
  /// No move that could be an error of scale and no row of equal prices.
  private let isCalm: Bool
  /// No high below and no low above the prices it bounds.
  private let isBounded: Bool
  /// No daily bar on a Saturday or Sunday.
  private let isOnWeekdays: Bool

  /// Whether nothing of the run needs a closer look.
  var isOrdinary: Bool { isCalm && isBounded && isOnWeekdays }

  /// Shorter than any row of equal prices that is noted.
  private static let equalPrices = 4

  init(_ run: Bars) {
    isOnWeekdays =
      run.resolution != .daily
      || run.times.allSatisfy { UInt64(bitPattern: ($0 + 3) &+ 7_000_000) % 7 < 5 }
    guard case .scaled(let closes, let decimals) = run.close else {
      (isCalm, isBounded) = (false, false)
      return
    }
    if case .absent = run.adjustedClose {
      isCalm = Self.isCalm(closes)
    } else if case .scaled(let adjusted, _) = run.adjustedClose {
      isCalm = Self.isCalm(adjusted) && !closes.contains(PriceColumn.missingInteger)
    } else {
      isCalm = false
    }
    isBounded =
      Self.bounds(run.high, closes, decimals) { $0 >= $1 }
      && Self.bounds(run.low, closes, decimals) { $0 <= $1 }
  }

  /// A missing price is no calm one: it is the least of all integers.
  private static func isCalm(_ prices: [Int32]) -> Bool {
    prices.withUnsafeBufferPointer { prices in
      var (equal, most) = (0, 0)
      var isCalm = prices.first.map { $0 > 0 } ?? true
      for index in prices.indices.dropFirst() {
        let (before, price) = (Int64(prices[index - 1]), Int64(prices[index]))
        isCalm = isCalm && price * 100 >= before * 55 && price * 100 < before * 180
        equal = price == before ? equal + 1 : 0
        most = max(most, equal)
      }
      return isCalm && most < equalPrices
    }
  }

  /// Whether a column, when it is there, bounds the closes; `false` when that is not simple to tell.
  private static func bounds(
    _ column: PriceColumn, _ closes: [Int32], _ decimals: Int, _ holds: (Int32, Int32) -> Bool
  ) -> Bool {
    switch column {
    case .absent: true
    case .scaled(let bound, decimals):
      bound.withUnsafeBufferPointer { bound in
        closes.withUnsafeBufferPointer { closes in
          closes.indices.allSatisfy { holds(bound[$0], closes[$0]) }
        }
      }
    default: false
    }
  }
}
