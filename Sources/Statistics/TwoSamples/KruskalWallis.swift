/// Kruskal and Wallis's H (1952, Journal of the American Statistical Association 47:583-621):
/// whether the values of several groups come from one distribution.
public struct KruskalWallis: Hashable, Sendable {
  /// H, corrected for ties.
  public let statistic: Double
  /// Chi-squared with one degree of freedom less than groups.
  public let null: NullDistribution

  /// Ranks all groups together; nil below two groups that are not empty, or for equal values.
  public init?(_ groups: [[Double]]) {
    let groups = groups.filter { !$0.isEmpty }
    let values = groups.flatMap { $0 }
    let n = Double(values.count)
    guard groups.count > 1 else { return nil }
    let workspace = MidRanks(maximumCount: values.count)
    values.withUnsafeBufferPointer(workspace.rank)
    let share = 1 - workspace.tieCorrection / (n * n * n - n)
    guard share > 0 else { return nil }
    var (start, total) = (0, 0.0)
    for group in groups {
      let mean = workspace.ranks[start..<start + group.count].reduce(0, +) / Double(group.count)
      total += Double(group.count) * (mean - (n + 1) / 2) * (mean - (n + 1) / 2)
      start += group.count
    }
    statistic = 12 / (n * (n + 1)) * total / share
    null = .chiSquared(degreesOfFreedom: Double(groups.count - 1))
  }

  /// The probability of so large an H.
  public var pValues: PValues { PValues(ofJoint: statistic, under: null) }
}
