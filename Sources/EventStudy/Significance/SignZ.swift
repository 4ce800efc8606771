import Statistics

/// Counts signs only, so one huge return cannot carry the result.
///
/// The p-value is the exact binomial one, unless the normal approximation is asked for.
struct SignZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The binomial distribution.
    case exact = "default"
    /// Its normal approximation.
    case normal
  }

  var form = Form.exact
  let id: TestID = "sign_z"
  let title = "Sign test"
  let null = "Positive and negative abnormal returns are equally likely."
  let assumption = "Events are independent, and abnormal returns have a median of zero."
  let takesEventsAsIndependent = true
  let estimand = Estimand.share
  let formula = "z = (w - n/2) / sqrt(n/4) of w positive among n nonzero; exact binomial p"
  let distribution = "exact binomial with n trials and probability one half"
  let useWhen = "A first look that no outlier can carry."
  let avoidWhen =
    "Returns are skewed, so that fewer than half are positive without any event: then gsign_z."
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let (positive, nonzero) = try signs(sample.abnormal)
    let n = Double(nonzero)
    let (share, error) = (Double(positive) / n, (0.25 / n).squareRoot())
    let z = (Double(positive) - n / 2) / (n / 4).squareRoot()
    if form == .normal {
      return .normal(z, eventCount: nonzero, estimate: share, standardError: error)
        .approximate(below: 10)
    }
    guard let binomial = Binomial(trials: nonzero, probability: 0.5) else { throw .tooFewEvents }
    return TestStatistic(
      eventCount: nonzero, estimate: share, standardError: error, statistic: z,
      distribution: "binomial", pValues: binomial.pValues(positive))
  }
}

/// The number of positive and of nonzero values: an exact zero is neither positive nor negative.
func signs(_ values: [Double]) throws(Inapplicable) -> (positive: Int, nonzero: Int) {
  guard !values.isEmpty else { throw .tooFewEvents }
  let nonzero = values.count { $0 != 0 }
  guard nonzero > 0 else { throw .allZero }
  return (values.count { $0 > 0 }, nonzero)
}
