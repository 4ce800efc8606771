import MarketData
import Statistics

/// Is the sum of abnormal returns large among sums of as many days of estimation and event window?
struct SingleEventPermutation: EventTest {
  let id: TestID = "perm_single"
  let measures = StudySpec.Measure.allCases
  let title = "Permutation test of a single event"
  let null = "The window's abnormal returns are exchangeable with the estimation residuals."
  let assumption = "Residuals are exchangeable over time: no autocorrelation, one variance."
  let formula = "p = share of subsets of L of the M + L values with |sum| >= |CAR|"
  let distribution =
    "all subsets when there are at most 2,000,000 of them, else resampled: p = (1 + #) / (B + 1)"
  let useWhen = "One security and returns with fat tails or skewness, for windows of any length."
  let avoidWhen = "Volatility comes in clusters, or the estimation window is short."
  let reference =
    "Nguyen & Wolf (2023), Single-firm inference in event studies via the permutation test"

  var isResampled: Bool { true }

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let days = event.abnormalReturns
    guard let permutation = SubsetPermutation(pool: days + event.residuals, size: days.count) else {
      throw .noValidEventDays
    }
    let values = permutation.pValues(
      draws: event.resampling.replicates, seed: event.resampling.seed, substream: event.substream)
    return TestStatistic(
      eventCount: 1, estimate: event.cumulative, standardError: nil, statistic: days.reduce(0, +),
      distribution: values.name("permutation"), pValues: PValues(values))
  }
}
