/// Mann and Whitney's U (1947, Annals of Mathematical Statistics 18:50-60): whether values of one
/// sample tend to be above those of another.
public struct RankSum: Hashable, Sendable {
  /// The most values of both samples for which ``pValues`` are exact.
  public static let exactLimit = 50

  /// The pairs in which the first sample's value is the larger, ties counting one half.
  public let u: Double
  private let first: Int
  private let second: Int
  private let tieCorrection: Double
  private let doubledRanks: [Int]
  private let doubledSum: Int

  /// Ranks two samples together; nil when either is empty or all values are equal.
  public init?(_ first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    let workspace = MidRanks(maximumCount: first.count + second.count)
    (first + second).withUnsafeBufferPointer(workspace.rank)
    let n = Double(first.count + second.count)
    guard workspace.tieCorrection < n * n * n - n else { return nil }
    (self.first, self.second) = (first.count, second.count)
    tieCorrection = workspace.tieCorrection
    doubledRanks = workspace.ranks.map { Int(2 * $0) }
    doubledSum = doubledRanks.prefix(first.count).reduce(0, +)
    u = Double(doubledSum - first.count * (first.count + 1)) / 2
  }

  /// The probability that a value of the first sample is above one of the second, ties by half.
  public var superiority: Double { u / Double(first * second) }

  /// Whether ``pValues`` are exact.
  public var isExact: Bool { first + second <= Self.exactLimit }

  /// U less its mean, over its standard deviation corrected for ties; no continuity correction.
  public var z: Double {
    let (n, m) = (Double(first), Double(second))
    let all = n + m
    let variance = n * m / 12 * (all + 1 - tieCorrection / (all * (all - 1)))
    return (u - n * m / 2) / variance.squareRoot()
  }

  /// P-values over all equally likely assignments of the observed ranks to the samples, ties or
  /// not, up to ``exactLimit`` values; from ``z`` and the normal beyond.
  public var pValues: PValues {
    guard isExact else { return PValues(of: z, under: .standardNormal) }
    let ways = waysBySum
    let all = ways.reduce(0, +)
    return PValues(
      lower: ways[...doubledSum].reduce(0, +) / all, upper: ways[doubledSum...].reduce(0, +) / all)
  }

  /// In how many ways as many ranks as the first sample has values have each sum.
  ///
  /// Up to 50 values no count is above 2^47, so that neither counts nor their sums round.
  private var waysBySum: [Double] {
    let most = doubledRanks.sorted(by: >).prefix(first).reduce(0, +)
    let width = most + 1
    var ways = [Double](repeating: 0, count: (first + 1) * width)
    ways[0] = 1
    for rank in doubledRanks {
      for chosen in stride(from: first, to: 0, by: -1) {
        let (with, without) = (chosen * width, (chosen - 1) * width)
        guard rank < width else { continue }
        for sum in rank..<width { ways[with + sum] += ways[without + sum - rank] }
      }
    }
    return Array(ways[(first * width)...])
  }
}
