import CDistributions

/// The distribution a test statistic follows when the null hypothesis holds.
///
/// A tail of a distribution whose degrees of freedom are not positive and finite is NaN; a caller
/// that cannot rule this out checks before asking.
public enum NullDistribution: Hashable, Sendable {
  /// The normal distribution with mean 0 and variance 1.
  case standardNormal
  /// Student's t distribution.
  case studentT(degreesOfFreedom: Double)
  /// The chi-squared distribution.
  case chiSquared(degreesOfFreedom: Double)
  /// Fisher's F distribution with its numerator and denominator degrees of freedom.
  case fisherF(Double, Double)

  /// The name of the family as tables print it: `normal`, `t`, `chi2` or `f`.
  public var name: String {
    switch self {
    case .standardNormal: "normal"
    case .studentT: "t"
    case .chiSquared: "chi2"
    case .fisherF: "f"
    }
  }

  /// Whether the density is symmetric about zero.
  public var isSymmetric: Bool {
    switch self {
    case .standardNormal, .studentT: true
    case .chiSquared, .fisherF: false
    }
  }

  /// The probability of a value of `statistic` or more.
  ///
  /// Computed as itself, never as one minus the lower tail: relative error below 2e-13 down to
  /// probabilities of 1e-300.
  public func upperTail(_ statistic: Double) -> Double {
    switch self {
    case .standardNormal: normal_upper_tail(statistic)
    case .studentT(let degrees): student_t_upper_tail(statistic, degrees)
    case .chiSquared(let degrees): chi_squared_upper_tail(statistic, degrees)
    case .fisherF(let numerator, let denominator):
      fisher_f_upper_tail(statistic, numerator, denominator)
    }
  }

  /// The probability of a value of `statistic` or less.
  public func lowerTail(_ statistic: Double) -> Double {
    switch self {
    case .standardNormal: normal_lower_tail(statistic)
    case .studentT(let degrees): student_t_lower_tail(statistic, degrees)
    case .chiSquared(let degrees): chi_squared_lower_tail(statistic, degrees)
    case .fisherF(let numerator, let denominator):
      fisher_f_lower_tail(statistic, numerator, denominator)
    }
  }

  /// The value that is reached or exceeded with probability `p`; NaN when `p` is outside 0...1.
  ///
  /// Relative error of its upper tail below 1e-10 for `p` of 1e-30 or more.
  public func quantile(upperTail p: Double) -> Double {
    switch self {
    case .standardNormal: normal_upper_quantile(p)
    case .studentT(let degrees): student_t_upper_quantile(p, degrees)
    case .chiSquared(let degrees): chi_squared_upper_quantile(p, degrees)
    case .fisherF(let numerator, let denominator):
      fisher_f_upper_quantile(p, numerator, denominator)
    }
  }
}
