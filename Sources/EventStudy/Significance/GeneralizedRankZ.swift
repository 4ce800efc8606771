/// The mean generalized rank against the deviation it has if events are independent.
///
/// The estimate is that of the generalized rank t.
struct GeneralizedRankZ: SignificanceTest, VariedTest {
  var form = ResidualScale.leverage

  let id: TestID = "grank_z"
  let title = "Generalized rank z"
  let null = "The standardized cumulative abnormal return ranks like any day without an event."
  let assumption = "Events are independent of each other, and returns are not very skewed."
  let takesEventsAsIndependent = true
  let estimand = Estimand.rank
  var evidence: Evidence { .generalizedRanks(form) }
  let formula = "z = N U0 / sqrt(sum of (T - 1) / (12 (T + 1))), U0 = mean of K / (T + 1) - 1/2"
  let distribution = "standard normal, for N of 10 or more"
  let useWhen = "Windows of any length, an event that raises the variance, events on unlike dates."
  let avoidWhen = "Events share dates or their windows overlap: then grank_t or adj_grank_z."
  let reference = "Kolari & Pynnonen (2011), Journal of Empirical Finance 18"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let ranks = try sample.generalizedRanks(form)
    return .normal(
      ranks.rank.mean / ranks.independentDeviation, eventCount: ranks.eventCount,
      estimate: ranks.rank.mean, standardError: ranks.independentDeviation
    ).approximate(below: 10)
  }
}
