/// Wilcoxon's signed-rank statistic (1945, Biometrics Bulletin 1:80-83) of symmetry about zero.
public struct SignedRank: Hashable, Sendable {
  /// The largest count for which ``pValues`` are exact.
  public static let exactLimit = 50

  /// The number of values that are not zero; zeros are dropped before ranking.
  public let count: Int
  /// W+, the sum of the mid-ranks of the absolute values that belong to positive values.
  public let positiveRankSum: Double
  /// The sum of t^3 - t over groups of t equal absolute values.
  public let tieCorrection: Double

  private let doubledRanks: [Int]

  /// Ranks `values`; nil when none differs from zero.
  public init?(_ values: [Double]) {
    let nonzero = values.filter { $0 != 0 }
    guard !nonzero.isEmpty else { return nil }
    let workspace = MidRanks(maximumCount: nonzero.count)
    nonzero.map(abs).withUnsafeBufferPointer(workspace.rank)
    count = nonzero.count
    tieCorrection = workspace.tieCorrection
    doubledRanks = workspace.ranks.map { Int(2 * $0) }
    positiveRankSum = zip(nonzero, workspace.ranks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
  }

  /// W+ less its mean, over its standard deviation corrected for ties; no continuity correction.
  ///
  /// Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, section 3.1.
  public var z: Double {
    let n = Double(count)
    let variance = n * (n + 1) * (2 * n + 1) / 24 - tieCorrection / 48
    return (positiveRankSum - n * (n + 1) / 4) / variance.squareRoot()
  }

  /// Exact p-values up to ``exactLimit`` values, ties or not; from ``z`` and the normal beyond.
  public var pValues: PValues {
    exactPValues ?? PValues(of: z, under: .standardNormal)
  }

  /// P-values over all 2^n equally likely signs of the observed ranks; nil above ``exactLimit``.
  public var exactPValues: PValues? {
    guard count <= Self.exactLimit else { return nil }
    let probabilities = exactDistribution
    let observed = Int(2 * positiveRankSum)
    return PValues(
      lower: probabilities[...observed].reduce(0, +),
      upper: probabilities[observed...].reduce(0, +))
  }

  // Indexed by twice the rank sum, an integer also for mid-ranks.
  private var exactDistribution: [Double] { Self.distribution(ofRanks: doubledRanks) }

  /// The probabilities of every sum of the ranks that belong to positive values, from 0 on, when
  /// all signs are equally likely.
  ///
  /// Every entry is a multiple of 2^-n: up to 50 ranks neither the recursion nor a sum of entries
  /// rounds.
  static func distribution(ofRanks ranks: [Int]) -> [Double] {
    var probabilities = [Double](repeating: 0, count: ranks.reduce(0, +) + 1)
    probabilities[0] = 1
    for rank in ranks {
      for sum in probabilities.indices.reversed() {
        let without = sum >= rank ? probabilities[sum - rank] : 0
        probabilities[sum] = (probabilities[sum] + without) / 2
      }
    }
    return probabilities
  }
}
