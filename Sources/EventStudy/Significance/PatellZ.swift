/// The sum of standardized abnormal returns against its variance under normal residuals.
///
/// Rejects too often when the event raises the variance, or when events are correlated.
struct PatellZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// CAR over its exact standard error.
    case exact
    /// The sum of the daily SAR over sqrt(L), which leaves out that days share coefficients.
    case summed = "sum_sar"
    /// The sum of daily AR over the deviation of estudy2, with (M - 2) / (M - 4).
    case estudy2
    /// The daily AR over sigma C^(1/4), the j-th over sqrt(j), as eventstudy2 sums them.
    case eventstudy2
  }

  var form = Form.exact
  let id: TestID = "patell_z"
  let title = "Patell z"
  let null = "The mean standardized abnormal return is zero."
  let assumption =
    "Events are independent, and the event leaves the variance of returns as it was."
  let takesEventsAsIndependent = true
  let estimand = Estimand.standardizedReturn
  let formula = "z = sum SCAR / sqrt(sum (M - k) / (M - k - 2)), standard normal"
  let distribution = "standard normal, for large N"
  let useWhen =
    "Events are unrelated, variances differ between firms, and the event leaves them as they were."
  let avoidWhen =
    "The event raises the variance (then bmp_t), or events share dates (then adj_patell_z)."
  let reference = "Patell (1976), Journal of Accounting Research 14"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    // A standardized value has a variance only with more than two degrees of freedom.
    let usable = zip(try values(sample), sample.degreesOfFreedom).filter { $1 > 2 }
    guard !usable.isEmpty else { throw .tooFewEvents }
    let sum = usable.reduce(0) { $0 + $1.0 }
    let deviation = usable.reduce(0) { $0 + $1.1 / ($1.1 - 2) }.squareRoot()
    let count = Double(usable.count)
    return .normal(
      sum / deviation, eventCount: usable.count, estimate: sum / count,
      standardError: deviation / count
    ).approximate(below: 5)
  }

  private func values(_ sample: Sample) throws(Inapplicable) -> [Double] {
    switch form {
    case .exact: sample.standardized
    case .summed: try sample.summedStandardized()
    case .estudy2: try sample.standardizedAsInEstudy2()
    case .eventstudy2: try sample.standardizedAsInEventstudy2()
    }
  }
}
