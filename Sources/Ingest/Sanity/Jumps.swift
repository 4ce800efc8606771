import Foundation

/// Moves that are more likely errors of scale than trades.
///
/// A move is looked at when it halves the price or nearly doubles it. It is taken for an unadjusted
/// split when it is near a ratio in which shares are split and the price stays at the new level,
/// and for an error of the unit when it is near a hundred, as of pounds and pence, or another power
/// of ten.
enum Jump {
  case split(ratio: Double)
  case powerOfTen(Double)

  /// Ratios between these are moves that happen.
  private static let usual = 0.55..<1.8
  /// The ratios in which shares are split or joined. 3:2 and the like are left out: real news moves
  /// prices that far.
  private static let splitRatios: [Double] = [2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50]
  /// How far, in logs, a day's own move may take a price from the ratio.
  private static let tolerance = 0.05
  /// Bars on either side that make a level.
  static let leastBars = 3
  private static let powers: [Double] = [100, 1000, 10_000]

  /// What the move into a bar looks like, or `nil` for a move like any other.
  init?(into index: Int, _ bars: [SanityBar]) {
    let ratio = bars[index].price / bars[index - 1].price
    guard !Self.usual.contains(ratio), ratio > 0, ratio.isFinite else { return nil }
    let size = abs(log(ratio))
    if let power = Self.powers.first(where: { abs(size - log($0)) < 2 * Self.tolerance }) {
      self = .powerOfTen(power)
    } else if let split = Self.splitRatios.first(where: { abs(size - log($0)) < Self.tolerance }),
      Self.isLasting(index, bars, log(ratio))
    {
      self = .split(ratio: split)
    } else {
      return nil
    }
  }

  /// Whether the levels of a few bars on either side differ by about as much as the move.
  private static func isLasting(_ index: Int, _ bars: [SanityBar], _ move: Double) -> Bool {
    guard index >= leastBars, bars.count - index >= leastBars else { return false }
    let before = median(bars[max(0, index - 5)..<index])
    let after = median(bars[index..<min(bars.count, index + 5)])
    return abs(log(after / before) - move) < 0.25
  }

  private static func median(_ bars: ArraySlice<SanityBar>) -> Double {
    bars.map(\.price).sorted()[bars.count / 2]
  }
}
