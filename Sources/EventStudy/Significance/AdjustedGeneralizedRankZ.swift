/// The generalized rank z, allowing for correlation between events whose windows overlap.
///
/// The factor is that of the variance that a mean rank of correlated normal values has. That of
/// Kolari and Pynnonen's adjusted t takes ranks for as correlated as what is ranked, and rejects too
/// seldom where events share dates.
struct AdjustedGeneralizedRankZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The factor that follows from the correlation of the ranks of normal values.
    case ranks = "default"
    /// The factor of the adjusted t.
    case bmpFactor = "bmp_factor"
  }

  var form = Form.ranks
  let id: TestID = "adj_grank_z"
  let title = "Generalized rank z adjusted for cross-correlation"
  let null = "The standardized cumulative abnormal return ranks like any day without an event."
  let assumption =
    "Events are correlated as in the estimation windows; returns are not very skewed."
  let takesEventsAsIndependent = false
  let estimand = Estimand.rank
  var evidence: Evidence { GeneralizedRankZ().evidence }
  let formula =
    "z = grank_z sqrt((pi / 6) / (asin(1 / (2 - r)) + (N - 1) asin(r / (2 - r)))), "
    + "r the mean correlation between events"
  let distribution =
    "standard normal, for N of 10 or more; bmp_factor rejects too seldom where events share dates"
  let useWhen = "Returns have outliers, and events share dates or overlap in part."
  let avoidWhen = "Returns are strongly skewed: generalized ranks then reject too often."
  let reference =
    "Kolari & Pynnonen (2011), Journal of Empirical Finance 18, with overlap-weighted r"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let independent = try GeneralizedRankZ().evaluate(sample)
    let adjustment = try CrossCorrelationAdjustment(sample, \.mean)
    return independent.scaled(
      by: try form == .ranks ? adjustment.rankFactor() : adjustment.crossSectionalFactor())
  }
}
