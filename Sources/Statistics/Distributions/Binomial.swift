import CDistributions

/// The number of successes in independent trials that share one probability of success.
public struct Binomial: Hashable, Sendable {
  /// The number of trials.
  public let trials: Int
  /// The probability that a trial succeeds.
  public let probability: Double

  /// The distribution for `trials` at `probability`; nil unless trials >= 0 and 0 <= p <= 1.
  public init?(trials: Int, probability: Double) {
    guard trials >= 0, (0...1).contains(probability) else { return nil }
    self.trials = trials
    self.probability = probability
  }

  /// The probability of `successes` or fewer.
  public func lowerTail(_ successes: Int) -> Double {
    binomial_lower_tail(Double(successes), Double(trials), probability)
  }

  /// The probability of `successes` or more.
  public func upperTail(_ successes: Int) -> Double {
    binomial_upper_tail(Double(successes), Double(trials), probability)
  }

  /// The exact p-values of an observed number of successes.
  ///
  /// The two-sided one is twice the smaller tail, at most 1 (not the sum of all probabilities no
  /// larger than the observed one, which differs when p is not one half).
  public func pValues(_ successes: Int) -> PValues {
    PValues(lower: lowerTail(successes), upper: upperTail(successes))
  }
}
