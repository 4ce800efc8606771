import EventStudy

/// What ordinary sessions have of a measure, against which an event's is judged.
public struct PlaceboDistribution: Hashable, Sendable {
  /// The values in rising order.
  private let sorted: [Double]

  /// The distribution of some values.
  public init(_ values: [Double]) { sorted = values.sorted() }

  /// The number of ordinary sessions, or draws of them, with a value (B).
  public var count: Int { sorted.count }

  /// 100 times the share of ordinary sessions with less, those with as much counting half; `nil`
  /// without any.
  public func percentile(of value: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let below = sorted.partitioningIndex { $0 >= value }
    let notAbove = sorted.partitioningIndex { $0 > value }
    return 50 * Double(below + notAbove) / Double(count)
  }

  /// The p-value of as much by chance: (1 + #{X_b >= X}) / (B + 1); `nil` without any.
  ///
  /// Phipson and Smyth (2010, Statistical Applications in Genetics and Molecular Biology 9:39): the
  /// event counts as one of the draws, so that p is never zero and never too small.
  public func pUpper(of value: Double) -> Double? {
    sorted.isEmpty ? nil : Double(1 + atLeast(value)) / Double(count + 1)
  }

  /// The p-value of as little by chance: (1 + #{X_b <= X}) / (B + 1); `nil` without any.
  public func pLower(of value: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return Double(1 + sorted.partitioningIndex { $0 > value }) / Double(count + 1)
  }

  /// The p-value of a value as far out on either side: twice the smaller of the other two, at most 1.
  public func pTwoSided(of value: Double) -> Double? {
    guard let upper = pUpper(of: value), let lower = pLower(of: value) else { return nil }
    return min(1, 2 * min(upper, lower))
  }

  /// The number of ordinary sessions with as much or more.
  public func atLeast(_ value: Double) -> Int {
    count - sorted.partitioningIndex { $0 >= value }
  }
}
