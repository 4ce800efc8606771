/// Counts events above the median of their own days, so returns may be skewed.
///
/// The estimate is the share of events above their median, a half of those at it included.
struct CorradoZivneySignZ: CorradoZivneyTest {
  var form = CorradoZivneyForm.eventVariance

  let id: TestID = "cz_sign_z"
  let title = "Corrado-Zivney sign test"
  let null = "Abnormal returns of the event days are as often above their median as other days."
  let assumption = "Events that are correlated share their dates."
  let estimand = Estimand.share
  let formula =
    "z = sum g / (sqrt(L) S), g = sum of sign(SAR - median) over sqrt(n), S^2 = sum g^2 / T over all days"
  let useWhen = "Returns are skewed or have outliers, so that fewer than half are positive."
  let avoidWhen = "The window is long or N small: then sign_gsar_t."

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try z(.sign, of: sample)
  }
}
