import MarketData
import Statistics

/// The realized variance of an event's window against that of the same clock times of earlier
/// sessions.
///
/// The realized variance is the sum of squared abnormal returns over bars; its estimate is given
/// over the mean of earlier sessions, so that 1 is ordinary.
struct RealizedVariance: EventTest {
  let id: TestID = "realized_variance"
  let takesSessions = false
  let measures = [StudySpec.Measure.return]
  let title = "Same-clock test of realized variance"
  let null = "The window's realized variance is drawn like those of earlier sessions at its times."
  let assumption = "Sessions are exchangeable; the pattern of variance over the day is free."
  let formula =
    "RV = sum of AR^2 over the bars, p = (1 + #{RV_j >= RV}) / (B + 1), RV_j that of session j; the "
    + "estimate is RV over the mean of RV_j"
  let distribution =
    "empirical distribution of the B earlier sessions that have all bars of the window"
  let useWhen =
    "The question is whether the price moved more than at this time of other days, in any direction."
  let avoidWhen = "Few earlier sessions, or volatility that was rising for days before."
  let reference =
    "Andersen, Bollerslev, Diebold & Labys (2003), Econometrica 71; ranked as by Rinaudo & Saha (2014)"

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let variances = event.sameClockSums { $0 * $0 }
    guard let mean = variances.mean, mean > 0 else { throw .insufficientEstimation }
    let value = event.windowReturns.reduce(0) { $0 + $1 * $1 }
    let all = Double(variances.count + 1)
    let upper = Double(1 + variances.count { $0 >= value }) / all
    return TestStatistic(
      eventCount: 1, estimate: value / mean, standardError: nil, statistic: value,
      distribution: "\(variances.count) earlier sessions",
      pValues: PValues(
        lower: Double(1 + variances.count { $0 <= value }) / all, upper: upper, twoSided: upper))
  }
}
