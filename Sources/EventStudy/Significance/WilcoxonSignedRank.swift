import Statistics

/// Ranks the sizes of abnormal returns and sums the ranks of the positive ones.
///
/// The statistic is W+, the estimate the Hodges-Lehmann median with its confidence interval, which
/// takes no account of ties. The p-value is exact up to 50 events, ties included, and from the
/// tie-corrected normal approximation beyond.
struct WilcoxonSignedRank: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// Exact up to 50 events, normal beyond.
    case exact = "default"
    /// The normal approximation, corrected for ties, at any size.
    case normal
  }

  var form = Form.exact
  let id: TestID = "wilcoxon"
  let title = "Wilcoxon signed-rank test"
  let null = "Abnormal returns are symmetric about zero."
  let assumption = "Events are independent, and abnormal returns are symmetric."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula = "W+ = sum of the ranks of |CAR| over positive CAR; exact p up to 50 events"
  let distribution = "exact signed-rank distribution up to 50 events, then normal"
  let useWhen = "Returns have fat tails but are symmetric."
  let avoidWhen = "Returns are skewed: it then rejects for the skewness."
  let reference = "Wilcoxon (1945), Biometrics Bulletin 1"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    guard !sample.abnormal.isEmpty else { throw .tooFewEvents }
    guard let ranks = SignedRank(sample.abnormal) else { throw .allZero }
    let isExact = form == .exact && ranks.count <= SignedRank.exactLimit
    let centre = HodgesLehmann(sample.abnormal)
    var statistic = TestStatistic(
      eventCount: ranks.count, estimate: centre?.estimate,
      standardError: nil, statistic: ranks.positiveRankSum,
      distribution: isExact ? "signed_rank" : "signed_rank_normal",
      pValues: isExact ? ranks.pValues : PValues(of: ranks.z, under: .standardNormal)
    ).approximate(form == .normal && ranks.count < 10 ? "small_sample" : nil)
    statistic.confidence = centre?.confidenceInterval(
      exactLimit: form == .exact ? SignedRank.exactLimit : 0)
    return statistic
  }
}
