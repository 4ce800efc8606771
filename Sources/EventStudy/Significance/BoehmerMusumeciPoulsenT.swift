/// A cross-sectional t of standardized abnormal returns.
///
/// Robust to a variance that the event raises; not to correlation between events.
struct BoehmerMusumeciPoulsenT: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// CAR over its exact standard error.
    case exact
    /// The sum of the daily SAR over sqrt(L), which leaves out that days share coefficients.
    case summed = "sum_sar"
    /// CAR over sigma sqrt(L), without the error of the estimated coefficients.
    case rawSigma = "raw_sigma"
    /// The exact form judged by the normal distribution, as first published.
    case normal
    /// The sum of daily AR over the deviation of estudy2.
    case estudy2
    /// The sums of eventstudy2, judged by t with M - 2.
    case eventstudy2
  }

  var form = Form.exact
  let id: TestID = "bmp_t"
  let title = "Boehmer-Musumeci-Poulsen t"
  let null = "The mean standardized abnormal return is zero."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.standardizedReturn
  let formula = "t = sqrt(N) mean(SCAR) / sd(SCAR), t with N - 1 degrees of freedom"
  let distribution =
    "Student's t with N - 1 degrees of freedom; the original normal over-rejects in small samples"
  let useWhen = "The event raises the variance of returns, and events lie on different dates."
  let avoidWhen = "Events share dates or their windows overlap: adj_bmp_t allows for that."
  let reference = "Boehmer, Musumeci & Poulsen (1991), Journal of Financial Economics 30"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    switch form {
    case .exact: return try crossSectionalT(sample.standardized)
    case .summed: return try crossSectionalT(sample.summedStandardized())
    case .rawSigma:
      let errors = try sample.simpleErrors()
      return try crossSectionalT(zip(sample.standardizable, errors).map { $0 / $1 })
    case .estudy2: return try crossSectionalT(sample.standardizedAsInEstudy2())
    case .eventstudy2: return try sample.crossSectionalTAsInEventstudy2()
    case .normal:
      let t = try crossSectionalT(sample.standardized)
      return TestStatistic.normal(
        t.statistic, eventCount: t.eventCount, estimate: t.estimate,
        standardError: t.standardError
      ).approximate(below: 30)
    }
  }
}
