extension HodgesLehmann {
  /// The values of the centre that the two-sided signed-rank test does not reject.
  ///
  /// Its ends are the q-th smallest and q-th largest Walsh average, q the lower (1 - `level`) / 2
  /// quantile of W+: that of its distribution without ties up to `exactLimit` values, that of the
  /// normal approximation beyond (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods,
  /// section 3.3). Nil when the range of all averages still covers less than `level`.
  ///
  /// - Complexity: O(n log n).
  public func confidenceInterval(
    level: Double = 0.95, exactLimit: Int = SignedRank.exactLimit
  ) -> ClosedRange<Double>? {
    precondition(level > 0 && level < 1)
    let tail = (1 - level) / 2
    let rank = valueCount <= exactLimit ? exactQuantile(tail) : normalQuantile(tail)
    guard rank > 0 else { return nil }
    return walshAverage(rank: rank)...walshAverage(rank: count + 1 - rank)
  }

  /// The smallest w with P(W+ <= w) >= `tail`.
  private func exactQuantile(_ tail: Double) -> Int {
    var below = 0.0
    for (sum, probability) in SignedRank.distribution(ofRanks: Array(1...valueCount)).enumerated() {
      below += probability
      if below >= tail { return sum }
    }
    return count
  }

  private func normalQuantile(_ tail: Double) -> Int {
    let n = Double(valueCount)
    let deviation = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
    let z = NullDistribution.standardNormal.quantile(upperTail: tail)
    return Int((n * (n + 1) / 4 - z * deviation).rounded(.up))
  }
}
