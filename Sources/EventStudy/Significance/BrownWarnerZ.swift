/// The sum of abnormal returns against the variances of the estimation windows.
struct BrownWarnerZ: SignificanceTest {
  let id: TestID = "bw80_z"
  let title = "Brown-Warner z without dependence adjustment"
  let null = "The mean abnormal return is zero."
  let assumption =
    "Events are independent, and the event leaves the variance of returns as it was."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula = "z = sum CAR / sqrt(sum sigma^2 Q), standard normal"
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let count = sample.standardizable.count
    guard count > 0 else { throw .tooFewEvents }
    let sum = sample.standardizable.reduce(0, +)
    let variance = sample.standardErrors.reduce(0) { $0 + $1 * $1 }
    let error = variance.squareRoot() / Double(count)
    return .normal(
      sum / variance.squareRoot(), eventCount: count, estimate: sum / Double(count),
      standardError: error
    ).approximate(below: 5)
  }
}
