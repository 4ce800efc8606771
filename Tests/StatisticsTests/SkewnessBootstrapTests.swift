import Statistics
import Testing

@Suite struct SkewnessBootstrapTests {
  static func johnson(_ s: Double, _ g: Double, _ n: Double) -> Double {
    n.squareRoot() * (s + g * s * s / 3 + g / (6 * n))
  }

  static func hall(_ s: Double, _ g: Double, _ n: Double) -> Double {
    n.squareRoot() * (s + g * s * s / 3 + g * g * s * s * s / 27 + g / (6 * n))
  }

  private static let skewed = noise(60).map { $0 * $0 * 3 - 0.15 }
  private static let shifted = noise(40).map { $0 + 0.05 }

  // Every resample is repeated by Reference/resampling.py (numpy 2.4.6): values, statistic, its
  // observed value, lower and upper share.
  static let references: [(values: [Double], isHall: Bool, observed: Double, shares: [Double])] = [
    (skewed, false, 3.102062895989815, [1.0, 0.001]),
    (skewed, true, 3.1096955048000012, [0.999, 0.002]),
    (skewed.map { -$0 }, false, -3.102062895989815, [0.001, 1.0]),
    (skewed.map { -$0 }, true, -3.1096955048000012, [0.002, 0.999]),
    (shifted, false, 0.741466886235691, [0.777, 0.224]),
    (shifted, true, 0.7414669524994597, [0.776, 0.225]),
  ]

  @Test(arguments: references)
  func isTheReference(
    _ values: [Double], _ isHall: Bool, _ observed: Double, _ shares: [Double]
  ) {
    let found = SkewnessBootstrap.pValues(
      of: values, observed: observed, size: values.count / 4, replicates: 999, seed: 11,
      statistic: isHall ? Self.hall : Self.johnson)
    #expect([found.lower, found.upper] == shares)
    #expect(found.draws == .random(999))
  }

  /// Equal draws have no spread: their statistic is infinite, and counts on the side of its sign.
  @Test func resamplesWithoutSpreadAreExtreme() {
    let found = SkewnessBootstrap.pValues(
      of: [-1, 1], observed: 1e100, size: 2, replicates: 999, seed: 3, statistic: Self.johnson)
    // One resample in four is (1, 1).
    #expect(abs(found.upper - 0.25) < 0.06 && found.lower > 0.7)
  }
}

@Suite struct StationaryBootstrapTests {
  // Every draw is repeated by Reference/resampling.py.
  static let references: [(length: Int, block: Double, observed: Double, shares: [Double])] = [
    (1, 5, 0.3, [0.819, 0.182, 0.387]), (4, 5, 0.9, [0.938, 0.063, 0.098]),
    (4, 1, 0.9, [0.918, 0.083, 0.143]), (11, 5, -1.2, [0.06, 0.941, 0.191]),
  ]

  @Test(arguments: references)
  func isTheReference(_ length: Int, _ block: Double, _ observed: Double, _ shares: [Double]) {
    let found = StationaryBootstrap(noise(50), meanBlockLength: block).pValues(
      ofSum: observed, length: length, draws: 999, seed: 7, substream: 3)
    #expect([found.lower, found.upper, found.twoSided] == shares)
  }

  /// In one block all the way, neighbours that cancel never add up to more than one of them.
  @Test func blocksKeepTheOrder() {
    let alternating = (0..<40).map { $0.isMultiple(of: 2) ? 1.0 : -1.0 }
    let blocks = StationaryBootstrap(alternating, meanBlockLength: 1e9).pValues(
      ofSum: 1.5, length: 9, draws: 999, seed: 1, substream: 0)
    #expect(blocks.upper == 0.001 && blocks.lower == 1)
  }
}
