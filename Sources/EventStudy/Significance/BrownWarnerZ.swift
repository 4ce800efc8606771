/// The sum of abnormal returns against the variances of the estimation windows.
struct BrownWarnerZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// sigma^2 Q, the variance of a sum of prediction errors.
    case exact
    /// sigma^2 L, without the error of the estimated coefficients.
    case simple
    /// The same with the sample deviation of residuals, n - 1, judged by t with the mean M - 1, as
    /// estudy2 has it.
    case estudy2
  }

  var form = Form.exact
  let id: TestID = "bw80_z"
  let title = "Brown-Warner z without dependence adjustment"
  let null = "The mean abnormal return is zero."
  let assumption =
    "Events are independent, and the event leaves the variance of returns as it was."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula = "z = sum CAR / sqrt(sum sigma^2 Q), standard normal"
  let distribution = "standard normal, for large N"
  let useWhen = "Events are unrelated and their variance is that of the estimation window."
  let avoidWhen = "The event raises the variance, or events share dates."
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let count = sample.standardizable.count
    guard count > 0 else { throw .tooFewEvents }
    let sum = sample.standardizable.reduce(0, +)
    let variance = try errors(sample).reduce(0) { $0 + $1 * $1 }
    let error = variance.squareRoot() / Double(count)
    if form == .estudy2 {
      return .studentT(
        sum / variance.squareRoot(), degreesOfFreedom: try sample.meanEstimationLength() - 1,
        eventCount: count, estimate: sum / Double(count), standardError: error)
    }
    return .normal(
      sum / variance.squareRoot(), eventCount: count, estimate: sum / Double(count),
      standardError: error
    ).approximate(below: 5)
  }

  private func errors(_ sample: Sample) throws(Inapplicable) -> [Double] {
    switch form {
    case .exact: sample.standardErrors
    case .simple: try sample.simpleErrors()
    case .estudy2: try sample.sampleDeviationErrors()
    }
  }
}
