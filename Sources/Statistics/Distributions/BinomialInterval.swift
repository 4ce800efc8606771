extension Binomial {
  /// The probabilities that a number of successes does not contradict: the exact interval of
  /// Clopper and Pearson (1934, Biometrika 26:404-413).
  ///
  /// Each end leaves half of what `confidence` lacks in one tail, so the interval covers the true
  /// probability at least as often as it says. Requires `trials` of at least one, `successes` of
  /// 0...trials and a confidence between 0 and 1.
  public static func exactInterval(successes: Int, trials: Int, confidence: Double)
    -> ClosedRange<Double>
  {
    let tail = (1 - confidence) / 2
    // 1 / (1 + odds) keeps the digits of a probability near zero.
    let low =
      successes == 0
      ? 0 : 1 / (1 + upperOdds(successes: trials - successes, trials: trials, tail: tail))
    guard successes < trials else { return low...1 }
    let odds = upperOdds(successes: successes, trials: trials, tail: tail)
    return low...odds / (1 + odds)
  }

  /// The odds of success at which `successes` or fewer, of more trials, are as rare as `tail`.
  private static func upperOdds(successes: Int, trials: Int, tail: Double) -> Double {
    let (won, lost) = (Double(successes + 1), Double(trials - successes))
    return won / lost * NullDistribution.fisherF(2 * won, 2 * lost).quantile(upperTail: tail)
  }
}
