import EventStudy

/// The fade ratios of ordinary sessions, against which an event's is judged.
public struct PlaceboDistribution: Hashable, Sendable {
  /// The fade ratios in rising order.
  private let sorted: [Double]

  /// The distribution of some fade ratios.
  public init(_ fadeRatios: [Double]) { sorted = fadeRatios.sorted() }

  /// The number of ordinary sessions with a fade ratio (B).
  public var count: Int { sorted.count }

  /// 100 times the share of ordinary sessions that faded less, those that faded as much counting
  /// half; `nil` without any.
  public func percentile(of fadeRatio: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let below = sorted.partitioningIndex { $0 >= fadeRatio }
    let notAbove = sorted.partitioningIndex { $0 > fadeRatio }
    return 50 * Double(below + notAbove) / Double(count)
  }

  /// The p-value of a fade as large by chance: (1 + #{F_b >= F}) / (B + 1); `nil` without any.
  ///
  /// Phipson and Smyth (2010, Statistical Applications in Genetics and Molecular Biology 9:39): the
  /// event counts as one of the draws, so that p is never zero and never too small.
  public func pValue(of fadeRatio: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return Double(1 + atLeast(fadeRatio)) / Double(count + 1)
  }

  /// The number of ordinary sessions that faded as much or more.
  public func atLeast(_ fadeRatio: Double) -> Int {
    count - sorted.partitioningIndex { $0 >= fadeRatio }
  }
}
