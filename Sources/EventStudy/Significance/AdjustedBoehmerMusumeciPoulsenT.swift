/// The cross-sectional t of standardized abnormal returns, allowing for correlation between events
/// whose windows overlap.
///
/// Robust to a variance that the event raises as well.
struct AdjustedBoehmerMusumeciPoulsenT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// Adjusts the exact form of bmp_t.
    case exact = "default"
    /// Adjusts the form without the error of the estimated coefficients.
    case rawSigma = "raw_sigma"
    /// Adjusts the form of eventstudy2 by its own correlation.
    case eventstudy2
  }

  var form = Form.exact
  let id: TestID = "adj_bmp_t"
  let title = "Boehmer-Musumeci-Poulsen t adjusted for cross-correlation"
  let null = "The mean standardized abnormal return is zero."
  let assumption = "Events are correlated as in the estimation windows, and the same in variance."
  let takesEventsAsIndependent = false
  let estimand = Estimand.standardizedReturn
  let formula =
    "t = bmp_t sqrt((1 - r) / (1 + (N - 1) r)), r the mean correlation between events, "
    + "t with N - 1"
  let distribution = "Student's t with N - 1 degrees of freedom"
  let useWhen =
    "Events share dates or overlap in part, whatever the event does to the variance: a first choice."
  let avoidWhen = "N is small and returns have outliers: a rank test then loses less."
  let reference = "Kolari & Pynnonen (2010), Review of Financial Studies 23"

  var evidence: Evidence { form == .eventstudy2 ? .forecastCorrelation : [] }

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    if form == .eventstudy2 {
      return try sample.crossSectionalTAsInEventstudy2()
        .scaled(by: sample.adjustmentAsInEventstudy2())
    }
    let independent = try BoehmerMusumeciPoulsenT(form: form == .exact ? .exact : .rawSigma)
      .evaluate(sample)
    let adjustment = try CrossCorrelationAdjustment(sample, \.mean)
    return independent.scaled(by: try adjustment.crossSectionalFactor())
  }
}
