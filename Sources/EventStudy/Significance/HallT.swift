/// The cross-sectional t under Hall's transformation for skewness, which is monotone.
struct HallT: SignificanceTest, VariedTest {
  var form = SkewnessForm.johnson
  let id: TestID = "hall_t"
  let title = "Skewness-adjusted t (Hall)"
  let null = "The mean abnormal return is zero."
  let assumption = "Events are independent of each other, with finite third moments."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula =
    "t = sqrt(N) (S + g S^2/3 + g^2 S^3/27 + g/(6N)), S = mean / sd, "
    + "g = sum (CAR - mean)^3 / (N sd^3)"
  let distribution = skewnessAdjustedDistribution
  var isResampled: Bool { form == .bootstrap }
  let useWhen = "Returns are skewed and N is 20 or more; unlike skew_t it never turns back."
  let avoidWhen = "N is below 20, or one event is far from the others: the correction explodes."
  let reference = "Hall (1992), Journal of the Royal Statistical Society B 54"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try skewnessAdjusted(sample, form) { s, g, n in
      s + g * s * s / 3 + g * g * s * s * s / 27 + g / (6 * n)
    }
  }
}
