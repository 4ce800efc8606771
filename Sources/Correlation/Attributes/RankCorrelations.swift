import Foundation
import MarketData
import Statistics

/// An estimate with its test.
struct TestedEstimate: Hashable, Sendable {
  var estimate = Double.missing
  let statistic: Double
  let null: NullDistribution

  /// The degrees of freedom, when the distribution has one number of them.
  var degreesOfFreedom: Double {
    switch null {
    case .studentT(let degrees), .chiSquared(let degrees): degrees
    case .standardNormal, .fisherF: .missing
    }
  }
}

/// Correlations of ranks, and differences of groups.
enum RankCorrelations {
  /// Spearman's rho of mid-ranks, with the t of n - 2 degrees of freedom (Kendall and Stuart 1973,
  /// The Advanced Theory of Statistics, section 31.19).
  static func spearman(_ x: [Double], _ y: [Double]) throws(Unavailable) -> TestedEstimate {
    guard x.count >= 4 else { throw .tooFewEvents }
    let moments = PairMoments(midRanks(x), midRanks(y))
    if moments.absence != nil { throw .zeroVariance }
    let rho = moments.correlation
    guard abs(rho) < 1 else { throw .perfectCorrelation }
    let degrees = Double(x.count - 2)
    return TestedEstimate(
      estimate: rho, statistic: rho * (degrees / (1 - rho * rho)).squareRoot(),
      null: .studentT(degreesOfFreedom: degrees))
  }

  /// Kendall's tau-b, with the normal deviate of its numerator when there are ties (Kendall 1970, Rank
  /// Correlation Methods, chapter 4).
  ///
  /// - Complexity: O(n^2).
  static func kendall(_ x: [Double], _ y: [Double]) throws(Unavailable) -> TestedEstimate {
    guard x.count >= 4 else { throw .tooFewEvents }
    var score = 0.0
    for i in x.indices {
      for j in 0..<i { score += sign(x[i] - x[j]) * sign(y[i] - y[j]) }
    }
    let n = Double(x.count)
    let (tiesX, tiesY) = (TieCounts(x), TieCounts(y))
    let pairs = n * (n - 1) / 2
    let spread = (pairs - tiesX.pairs) * (pairs - tiesY.pairs)
    guard spread > 0 else { throw .zeroVariance }
    let pairsTerm = 2 * tiesX.pairs * tiesY.pairs / (n * (n - 1))
    let triplesTerm = tiesX.triples * tiesY.triples / (9 * n * (n - 1) * (n - 2))
    let variance =
      (n * (n - 1) * (2 * n + 5) - tiesX.weighted - tiesY.weighted) / 18 + pairsTerm + triplesTerm
    return TestedEstimate(
      estimate: score / spread.squareRoot(), statistic: score / variance.squareRoot(),
      null: .standardNormal)
  }

  /// Kruskal and Wallis' H with the correction for ties (1952, Journal of the American Statistical
  /// Association 47:583-621).
  static func kruskalWallis(_ groups: [[Double]]) throws(Unavailable) -> TestedEstimate {
    let all = groups.flatMap { $0 }
    guard groups.count >= 2, all.count > groups.count else { throw .tooFewEvents }
    let ranks = midRanks(all)
    let n = Double(all.count)
    var (start, sum) = (0, 0.0)
    for group in groups {
      let total = ranks[start..<start + group.count].reduce(0, +)
      sum += total * total / Double(group.count)
      start += group.count
    }
    let correction = 1 - TieCounts(all).cubes / (n * n * n - n)
    guard correction > 0 else { throw .zeroVariance }
    let h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / correction
    return TestedEstimate(
      statistic: h, null: .chiSquared(degreesOfFreedom: Double(groups.count - 1)))
  }

  /// The difference of two means by Welch's t (1947, Biometrika 34:28-35).
  static func welch(_ x: [Double], _ y: [Double]) throws(Unavailable) -> TestedEstimate {
    guard x.count >= 2, y.count >= 2, let meanX = x.mean, let meanY = y.mean,
      let varianceX = x.sampleVariance, let varianceY = y.sampleVariance
    else { throw .tooFewEvents }
    let (a, b) = (varianceX / Double(x.count), varianceY / Double(y.count))
    guard a + b > 0 else { throw .zeroVariance }
    let degrees =
      (a + b) * (a + b) / (a * a / Double(x.count - 1) + b * b / Double(y.count - 1))
    return TestedEstimate(
      estimate: meanX - meanY, statistic: (meanX - meanY) / (a + b).squareRoot(),
      null: .studentT(degreesOfFreedom: degrees))
  }

  private static func sign(_ value: Double) -> Double { value > 0 ? 1 : value < 0 ? -1 : 0 }
}

/// Sums over the groups of equal values.
private struct TieCounts {
  /// The pairs of equal values.
  private(set) var pairs = 0.0
  /// t (t - 1) (2 t + 5), summed.
  private(set) var weighted = 0.0
  /// t (t - 1) (t - 2), summed.
  private(set) var triples = 0.0
  /// t^3 - t, summed.
  private(set) var cubes = 0.0

  init(_ values: [Double]) {
    let counts = Dictionary(values.map { ($0, 1.0) }, uniquingKeysWith: +)
    // Whole numbers: any order of adding them gives the same sum.
    for t in counts.values {
      pairs += t * (t - 1) / 2
      weighted += t * (t - 1) * (2 * t + 5)
      triples += t * (t - 1) * (t - 2)
      cubes += t * t * t - t
    }
  }
}
