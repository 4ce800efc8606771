/// The generalized sign test, allowing for correlation between events whose windows overlap.
struct AdjustedGeneralizedSignZ: SignificanceTest {
  let id: TestID = "adj_gsign_z"
  let title = "Generalized sign test adjusted for cross-correlation"
  let null = "Abnormal returns are positive as often as in the estimation windows."
  let assumption =
    "Signs are correlated as those of normal returns with the residuals' correlation."
  let takesEventsAsIndependent = false
  let estimand = Estimand.share
  let evidence = Evidence.signCorrelation
  let formula =
    "z = gsign_z / sqrt(1 + (N - 1) q), q the mean of (2 / pi) asin(rho o) over pairs of events; "
    + "of more than 250,000 overlapping pairs, asin(rho o) - rho o is the mean of 25,000"
  let distribution = "standard normal, for large N"
  let useWhen = "Events share dates or overlap, and returns have outliers."
  let avoidWhen = "Thinly traded returns have many zeros."
  let reference =
    "Cowan (1992), Review of Quantitative Finance and Accounting 2, with the adjustment of Kolari & "
    + "Pynnonen (2010) carried over to signs"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let independent = try GeneralizedSignZ().evaluate(sample)
    return independent.scaled(by: try CrossCorrelationAdjustment(sample, \.signs).factor)
  }
}
