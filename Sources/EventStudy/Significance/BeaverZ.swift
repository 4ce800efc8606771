/// The sum of squared standardized abnormal returns against its variance under normal residuals.
struct BeaverZ: SignificanceTest {
  let id: TestID = "beaver_z"
  let title = "Beaver z of volatility"
  let null = "The event leaves the variance of returns as it was."
  let assumption = "Events are independent of each other, with normal residuals."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let measures = [StudySpec.Measure.volatility]
  let formula =
    "z = sum (U - E) / sqrt(sum Var), U = SAR^2, E = v / (v - 2), "
    + "Var = 2 v^2 (v - 1) / ((v - 2)^2 (v - 4)), v = M - k"
  let distribution = "standard normal, for large N"
  let useWhen = "Events are unrelated, many, and residuals near normal."
  let avoidWhen = "Residuals have fat tails, so that their squares vary more than normal ones."
  let reference =
    "Beaver (1968), Journal of Accounting Research 6; Patell (1976), Journal of Accounting "
    + "Research 14"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    guard !sample.standardizable.isEmpty else { throw .tooFewEvents }
    let count = Double(sample.standardizable.count)
    let sum = sample.standardizable.reduce(0, +)
    let deviation = sample.standardErrors.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return .normal(
      sum / deviation, eventCount: sample.standardizable.count, estimate: sum / count,
      standardError: deviation / count
    ).approximate(below: 30)
  }
}
