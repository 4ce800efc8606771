import MarketData
import Statistics

/// The rank of an event's cumulative abnormal return among those of the same clock times of earlier
/// sessions.
struct RinaudoSaha: EventTest {
  let id: TestID = "rinaudo_saha"
  let takesSessions = false
  let measures = [StudySpec.Measure.return]
  let title = "Same-clock rank test"
  let null =
    "The window's cumulative abnormal return is drawn like those of earlier sessions at its times."
  let assumption =
    "Sessions are exchangeable; the pattern of variance over the day and dependence within it are free."
  let formula =
    "p = (1 + #{|S_j| >= |CAR|}) / (B + 1), S_j the residuals of session j over the window"
  let distribution =
    "empirical distribution of the B earlier sessions that have all bars of the window"
  let useWhen =
    "One security, bars, and any window within a day: it needs no distribution of returns."
  let avoidWhen = "Few earlier sessions: p cannot fall below 1/(B + 1)."
  let reference = "Rinaudo & Saha (2014), Journal of Financial Perspectives 2"

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let sums = event.sameClockSums { $0 }
    guard !sums.isEmpty else { throw .insufficientEstimation }
    let all = Double(sums.count + 1)
    let value = event.cumulative
    let wider = sums.count { abs($0) >= abs(value) }
    return TestStatistic(
      eventCount: 1, estimate: value, standardError: nil, statistic: Double(wider),
      distribution: "\(sums.count) earlier sessions",
      pValues: PValues(
        lower: Double(1 + sums.count { $0 <= value }) / all,
        upper: Double(1 + sums.count { $0 >= value }) / all, twoSided: Double(1 + wider) / all))
  }
}
