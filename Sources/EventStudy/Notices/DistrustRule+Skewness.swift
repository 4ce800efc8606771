import Foundation

/// Rules about the skewness of returns.
extension DistrustRule {
  static let skewness = DistrustRule(cause: "CARs are skewed") { traits in
    tailError(traits.skewness, of: "\(traits.words.cumulative)s", ["csect_t", "jackknife"], traits)
  }

  static let standardizedSkewness = DistrustRule(cause: "standardized CARs are skewed") { traits in
    tailError(
      traits.standardizedSkewness, of: "Standardized \(traits.words.cumulative)s",
      ["bmp_t", "adj_bmp_t"], traits)
  }

  static let rankSkewness = DistrustRule(cause: "ranks err under skewness") { traits in
    guard let skewness = traits.standardizedSkewness, isStrong(skewness, traits) else {
      return nil
    }
    return Finding(
      tests: ["grank_t", "grank_z", "adj_grank_z", "cz_rank_z"],
      why:
        "Standardized \(traits.words.cumulative)s have skewness \(fixed(skewness, 2)); under strong skewness these "
        + "ranks reject a true null in 12 to 21% of samples at 5%.")
  }

  static let symmetry = DistrustRule(cause: "CARs are not symmetric") { traits in
    guard let skewness = traits.skewness, isStrong(skewness, traits) else { return nil }
    return Finding(
      tests: ["sign_z", "wilcoxon", "signflip"],
      why:
        "\(traits.words.cumulative)s are taken as symmetric about zero, but the skewness is \(fixed(skewness, 2)): a "
        + "median away from zero does not say that the mean is.")
  }

  private static func isStrong(_ skewness: Double, _ traits: SampleTraits) -> Bool {
    abs(skewness) > 1 && traits.isBeyondChance(skewness)
  }

  /// What skewness does to a one-sided t test of level 5%: its error is about
  /// g (2 z^2 + 1) phi(z) / (6 sqrt(N)) (Hall 1992), too much in the tail opposite to the skewness.
  private static func tailError(
    _ skewness: Double?, of values: String, _ tests: [TestID], _ traits: SampleTraits
  ) -> Finding? {
    guard let skewness, traits.isBeyondChance(skewness) else { return nil }
    let z = 1.6448536269514722
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    let error =
      abs(skewness) * (2 * z * z + 1) * density / (6 * Double(traits.eventCount).squareRoot())
    guard error > 0.01 else { return nil }
    let (often, rarely) = skewness > 0 ? ("below", "above") : ("above", "below")
    return Finding(
      tests: tests,
      why: "\(values) have skewness \(fixed(skewness, 2)) with \(traits.eventCount) events: at a "
        + "one-sided 5% a t test rejects about \(percent(0.05 + error)) \(often) zero and "
        + "\(percent(max(0, 0.05 - error))) \(rarely) it.")
  }
}
