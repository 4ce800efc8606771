extension StudySpec {
  /// How tests that resample do so.
  public struct Resampling: Hashable, Sendable {
    /// The seed of everything random.
    public var seed: UInt64 = 20_250_605
    /// Draws of sign flips, wild weights, resamples and subsets.
    public var replicates = 9_999
    /// Draws of placebo dates, each of which fits every event anew.
    public var placeboDraws = 999

    /// 9,999 replicates and 999 placebo draws.
    public init() {}

    func check() throws(SpecProblem) {
      for (key, value) in [("replicates", replicates), ("placebo-draws", placeboDraws)]
      where !(99...999_999).contains(value) {
        throw SpecProblem(
          key: "resampling.\(key)", "\(value) is not between 99 and 999999")
      }
    }
  }
}
