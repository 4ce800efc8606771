/// The cross-sectional t corrected for the skewness of abnormal returns (Johnson 1978).
///
/// Few events with a large skewness make the correction explode.
struct SkewnessAdjustedT: SignificanceTest, VariedTest {
  var form = SkewnessForm.johnson
  let id: TestID = "skew_t"
  let title = "Skewness-adjusted t (Johnson)"
  let null = "The mean abnormal return is zero."
  let assumption = "Events are independent of each other, with finite third moments."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula =
    "J = sqrt(N) (S + g S^2/3 + g/(6N)), S = mean / sd, g = sum (CAR - mean)^3 / (N sd^3)"
  let distribution = skewnessAdjustedDistribution
  var isResampled: Bool { form == .bootstrap }
  let useWhen = "Long-horizon returns that are skewed, with 20 events or more."
  let avoidWhen = "N is below 20, or one event is far from the others: the correction explodes."
  let reference =
    "Johnson (1978), Journal of the American Statistical Association 73; Lyon, Barber & Tsai "
    + "(1999), Journal of Finance 54"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try skewnessAdjusted(sample, form) { s, g, n in s + g * s * s / 3 + g / (6 * n) }
  }
}
