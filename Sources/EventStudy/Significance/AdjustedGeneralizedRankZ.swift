/// The generalized rank z, allowing for correlation between events whose windows overlap.
///
/// The factor is that of Kolari and Pynnonen's adjusted t, applied to the rank statistic: it takes
/// ranks for as correlated as what is ranked, and so keeps a size below the nominal one.
struct AdjustedGeneralizedRankZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The factor of the adjusted t.
    case factor = "default"
    /// The factor that follows from the correlation of the ranks of normal values.
    case arcsine
  }

  var form = Form.factor
  let id: TestID = "adj_grank_z"
  let title = "Generalized rank z adjusted for cross-correlation"
  let null = "The standardized cumulative abnormal return ranks like any day without an event."
  let assumption =
    "Events are correlated as in the estimation windows; returns are not very skewed."
  let takesEventsAsIndependent = false
  let estimand = Estimand.rank
  var evidence: Evidence { GeneralizedRankZ().evidence }
  let formula =
    "z = grank_z sqrt((1 - r) / (1 + (N - 1) r)), r the mean correlation between events"
  let distribution =
    "standard normal, for N of 10 or more; too wide where events share dates, unless by variant arcsine"
  let useWhen = "Returns have outliers, and events share dates or overlap in part."
  let avoidWhen = "Returns are strongly skewed: generalized ranks then reject too often."
  let reference =
    "Kolari & Pynnonen (2011), Journal of Empirical Finance 18, with overlap-weighted r"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let independent = try GeneralizedRankZ().evaluate(sample)
    let adjustment = try CrossCorrelationAdjustment(sample, \.mean)
    return independent.scaled(
      by: try form == .factor ? adjustment.crossSectionalFactor() : adjustment.rankFactor())
  }
}
