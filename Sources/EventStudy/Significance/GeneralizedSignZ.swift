import Statistics

/// Compares the share of positive abnormal returns with that of the estimation windows.
struct GeneralizedSignZ: SignificanceTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// The normal approximation of the published test.
    case normal = "default"
    /// The binomial distribution with the estimation windows' share as its probability.
    case exact
    /// The normal approximation with the share of positive residuals of all events together, so
    /// that longer estimation windows weigh more.
    case pooled
  }

  var form = Form.normal
  let id: TestID = "gsign_z"
  let title = "Generalized sign test"
  let null = "Abnormal returns are positive as often as in the estimation windows."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.share
  let measures = StudySpec.Measure.allCases
  let formula = "z = (w - n p) / sqrt(n p (1 - p)), p the mean share of positive residuals"
  let distribution = "standard normal, for large N"
  let useWhen = "Returns have outliers or are skewed: only the share of positive ones counts."
  let avoidWhen = "Events share dates, or thinly traded returns have many zeros."
  let reference = "Cowan (1992), Review of Quantitative Finance and Accounting 2"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let (positive, nonzero) = try signs(sample.standardizable)
    guard let share = try form == .pooled ? pooledShare(sample) : sample.estimation.positiveShare
    else { throw .tooFewEvents }
    guard share > 0, share < 1 else { throw .degenerateShare }
    let n = Double(nonzero)
    let deviation = (n * share * (1 - share)).squareRoot()
    if form == .exact, let binomial = Binomial(trials: nonzero, probability: share) {
      return TestStatistic(
        eventCount: nonzero, estimate: Double(positive) / n, standardError: deviation / n,
        statistic: (Double(positive) - n * share) / deviation, distribution: "binomial",
        pValues: binomial.pValues(positive))
    }
    return .normal(
      (Double(positive) - n * share) / deviation, eventCount: nonzero,
      estimate: Double(positive) / n, standardError: deviation / n
    ).approximate(below: 10)
  }
  private func pooledShare(_ sample: Sample) throws(Inapplicable) -> Double? {
    let context = try sample.events().context
    let fitted = context.fitted
    var (positive, total) = (0.0, 0.0)
    for event in context.members where fitted.isStandardizable(event) {
      let count = Double(fitted.observations[event])
      positive += fitted.positiveShare[event] * count
      total += count
    }
    return total > 0 ? positive / total : nil
  }
}
