/// The direction in which a statistic counts as evidence against the null hypothesis.
public enum Alternative: String, CaseIterable, Codable, Sendable {
  /// An extreme value in either direction.
  case twoSided = "two-sided"
  /// A large value.
  case greater
  /// A small value.
  case less
}

/// The p-values of one statistic against all three alternatives.
public struct PValues: Hashable, Sendable {
  /// P(S <= s), the p-value against ``Alternative/less``.
  public let lower: Double
  /// P(S >= s), the p-value against ``Alternative/greater``.
  public let upper: Double
  /// Twice the smaller of the two tails, at most 1; of resampled statistics P(|S*| >= |s|).
  public let twoSided: Double
  /// Whether only large values count against the null hypothesis, whatever the alternative.
  public let isJoint: Bool

  /// Pairs the two tails of a statistic; for a discrete one both include its own probability.
  public init(lower: Double, upper: Double) {
    self.init(lower: lower, upper: upper, twoSided: min(1, 2 * min(lower, upper)))
  }

  /// The p-values of a statistic whose size counts in both directions, whatever the tails are.
  public init(lower: Double, upper: Double, twoSided: Double) {
    self.lower = lower
    self.upper = upper
    self.twoSided = twoSided
    isJoint = false
  }

  /// The p-values of a joint test, whose statistic is a sum of squares: the upper tail against
  /// every alternative.
  public init(ofJoint statistic: Double, under null: NullDistribution) {
    upper = null.upperTail(statistic)
    // One minus a small tail keeps every digit of the other.
    lower = upper <= 0.5 ? 1 - upper : null.lowerTail(statistic)
    twoSided = upper
    isJoint = true
  }

  /// The p-values of `statistic` under `null`.
  ///
  /// A joint test, whose statistic is a sum of squares, is read from ``upper``: its alternative is
  /// large values only.
  public init(of statistic: Double, under null: NullDistribution) {
    guard null.isSymmetric else {
      self.init(lower: null.lowerTail(statistic), upper: null.upperTail(statistic))
      return
    }
    self.init(of: statistic, outerTail: null.upperTail(abs(statistic)))
  }

  /// The p-values of `statistic` under Student's t distribution.
  public init(of statistic: Double, under null: StudentTail) {
    self.init(of: statistic, outerTail: null.upperTail(abs(statistic)))
  }

  /// The tail away from zero is the small one, so one minus it keeps every digit of the other.
  private init(of statistic: Double, outerTail outer: Double) {
    let inner = 1 - outer
    self.init(lower: statistic < 0 ? outer : inner, upper: statistic < 0 ? inner : outer)
  }

  /// The p-value against `alternative`.
  public subscript(alternative: Alternative) -> Double {
    if isJoint { return upper }
    return switch alternative {
    case .twoSided: twoSided
    case .greater: upper
    case .less: lower
    }
  }
}
