import Statistics

/// The mean abnormal return against its spread across events.
///
/// Robust to a variance that the event raises; not to correlation between events.
struct CrossSectionalT: SignificanceTest {
  let id: TestID = "csect_t"
  let title = "Cross-sectional t"
  let null = "The mean abnormal return is zero."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula = "t = sqrt(N) CAAR / sd(CAR), t with N - 1 degrees of freedom"
  let distribution = "Student's t with N - 1 degrees of freedom"
  let useWhen = "The event raises the variance of returns, and events lie on different dates."
  let avoidWhen =
    "Events share dates, N is small and returns are skewed, or variances differ much between firms."
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try crossSectionalT(sample.abnormal)
  }
}

/// sqrt(n) mean / sd with the sample deviation, judged by t with n - 1 degrees of freedom.
func crossSectionalT(_ values: [Double]) throws(Inapplicable) -> TestStatistic {
  let (mean, deviation) = try meanAndDeviation(values)
  let error = deviation / Double(values.count).squareRoot()
  return .studentT(
    mean / error, degreesOfFreedom: values.count - 1, eventCount: values.count, estimate: mean,
    standardError: error)
}

/// The mean and the sample deviation of values that vary.
///
/// - Throws: `Inapplicable.tooFewEvents` below two values, `.zeroVariance` for equal ones.
func meanAndDeviation(_ values: [Double]) throws(Inapplicable) -> (
  mean: Double, deviation: Double
) {
  guard let mean = values.mean, let deviation = values.sampleDeviation else {
    throw .tooFewEvents
  }
  // Equal values may differ in their last bits; what rounding leaves is no spread.
  let largest = values.reduce(0) { max($0, abs($1)) }
  guard deviation > 1e-12 * largest else { throw .zeroVariance }
  return (mean, deviation)
}
