/// How much the events of one day or window depend on each other.
public struct CrossCorrelation: Hashable, Sendable {
  /// The events with a standardized abnormal return, N.
  public let eventCount: Int
  /// The pairs of events whose days overlap in calendar time.
  public let overlappingPairs: Int
  /// The overlapping pairs with too few common estimation days for a correlation; they count as
  /// uncorrelated.
  public let pairsWithoutEstimate: Int
  /// The mean correlation between the standardized abnormal returns of two events; `nil` for
  /// fewer than two events, or when nothing could be estimated.
  public let mean: Double?
  /// The same between the signs of the returns; `nil` when no test asked for it.
  public let signs: Double?

  /// Given correlations.
  public init(
    eventCount: Int, overlappingPairs: Int, pairsWithoutEstimate: Int, mean: Double?,
    signs: Double?
  ) {
    self.eventCount = eventCount
    self.overlappingPairs = overlappingPairs
    self.pairsWithoutEstimate = pairsWithoutEstimate
    self.mean = mean
    self.signs = signs
  }

  /// The number of independent events that would say as much, N / (1 + (N - 1) r); `nil` when
  /// the denominator is not positive.
  public var effectiveCount: Double? {
    guard let mean else { return nil }
    let inflation = 1 + Double(eventCount - 1) * mean
    return inflation > 0 ? Double(eventCount) / inflation : nil
  }
}
