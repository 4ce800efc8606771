/// Compares the share of positive abnormal returns with that of the estimation windows.
struct GeneralizedSignZ: SignificanceTest {
  let id: TestID = "gsign_z"
  let title = "Generalized sign test"
  let null = "Abnormal returns are positive as often as in the estimation windows."
  let assumption = "Events are independent of each other."
  let takesEventsAsIndependent = true
  let estimand = Estimand.share
  let formula = "z = (w - n p) / sqrt(n p (1 - p)), p the mean share of positive residuals"
  let reference = "Cowan (1992), Review of Quantitative Finance and Accounting 2"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let (positive, nonzero) = try signs(sample.standardizable)
    guard let share = sample.estimation.positiveShare else { throw .tooFewEvents }
    guard share > 0, share < 1 else { throw .degenerateShare }
    let n = Double(nonzero)
    let deviation = (n * share * (1 - share)).squareRoot()
    return .normal(
      (Double(positive) - n * share) / deviation, eventCount: nonzero,
      estimate: Double(positive) / n, standardError: deviation / n
    ).approximate(below: 10)
  }
}
