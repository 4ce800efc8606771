/// The cross-sectional t corrected for the skewness of abnormal returns (Johnson 1978).
///
/// Few events with a large skewness make the correction explode.
struct SkewnessAdjustedT: SignificanceTest, VariedTest {
  typealias Form = SkewnessEstimate
  var form = SkewnessEstimate.johnson
  let id: TestID = "skew_t"
  let title = "Skewness-adjusted t (Johnson)"
  let null = "The mean abnormal return is zero."
  let assumption = "Events are independent of each other, with finite third moments."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula =
    "J = sqrt(N) (S + g S^2/3 + g/(6N)), S = mean / sd, g = sum (CAR - mean)^3 / (N sd^3)"
  let distribution = "Student's t with N - 1 degrees of freedom, approximately"
  let useWhen = "Long-horizon returns that are skewed, with 20 events or more."
  let avoidWhen = "N is below 20, or one event is far from the others: the correction explodes."
  let reference =
    "Johnson (1978), Journal of the American Statistical Association 73; Lyon, Barber & Tsai "
    + "(1999), Journal of Finance 54"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try skewnessAdjusted(sample.abnormal, form) { s, g, n in s + g * s * s / 3 + g / (6 * n) }
  }
}

/// How the skewness of a sample is estimated from its third moment.
enum SkewnessEstimate: String, CaseIterable, Sendable {
  /// sum d^3 / (N sd^3), d the deviations from the mean (Johnson 1978).
  case johnson
  /// N / ((N - 1)(N - 2)) sum (d / sd)^3.
  case unbiased

  func skewness(_ values: [Double], mean: Double, deviation: Double) -> Double {
    let n = Double(values.count)
    let cubes = values.reduce(0) { sum, value in
      let d = (value - mean) / deviation
      return sum + d * d * d
    }
    return self == .johnson ? cubes / n : cubes * n / ((n - 1) * (n - 2))
  }
}

/// sqrt(N) times a function of S = mean / sd, the skewness and N, judged by t with N - 1; below 20
/// events it is approximate.
///
/// - Throws: `Inapplicable.tooFewEvents` below three values, which have no skewness.
func skewnessAdjusted(
  _ values: [Double], _ estimate: SkewnessEstimate, _ adjust: (Double, Double, Double) -> Double
) throws(Inapplicable) -> TestStatistic {
  guard values.count >= 3 else { throw .tooFewEvents }
  let (mean, deviation) = try meanAndDeviation(values)
  let n = Double(values.count)
  let skewness = estimate.skewness(values, mean: mean, deviation: deviation)
  return .studentT(
    n.squareRoot() * adjust(mean / deviation, skewness, n), degreesOfFreedom: values.count - 1,
    eventCount: values.count, estimate: mean, standardError: deviation / n.squareRoot()
  ).approximate(below: 20)
}
