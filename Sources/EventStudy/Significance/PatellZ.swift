/// The sum of standardized abnormal returns against its variance under normal residuals.
///
/// Rejects too often when the event raises the variance, or when events are correlated.
struct PatellZ: SignificanceTest {
  let id: TestID = "patell_z"
  let title = "Patell z"
  let null = "The mean standardized abnormal return is zero."
  let assumption =
    "Events are independent, and the event leaves the variance of returns as it was."
  let takesEventsAsIndependent = true
  let estimand = Estimand.standardizedReturn
  let formula = "z = sum SCAR / sqrt(sum (M - k) / (M - k - 2)), standard normal"
  let reference = "Patell (1976), Journal of Accounting Research 14"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    // A standardized value has a variance only with more than two degrees of freedom.
    let usable = zip(sample.standardized, sample.degreesOfFreedom).filter { $1 > 2 }
    guard !usable.isEmpty else { throw .tooFewEvents }
    let sum = usable.reduce(0) { $0 + $1.0 }
    let deviation = usable.reduce(0) { $0 + $1.1 / ($1.1 - 2) }.squareRoot()
    let count = Double(usable.count)
    return .normal(
      sum / deviation, eventCount: usable.count, estimate: sum / count,
      standardError: deviation / count
    ).approximate(below: 5)
  }
}
