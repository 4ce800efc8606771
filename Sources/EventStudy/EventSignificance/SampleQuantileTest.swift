import MarketData
import Statistics

/// The rank of an abnormal return among the residuals of its estimation window.
///
/// Exact for residuals of any distribution; the smallest p-value is 2/(M + 1).
struct SampleQuantileTest: EventTest {
  let id: TestID = "sq_test"
  let measures = StudySpec.Measure.allCases
  let title = "Sample quantile test"
  let null = "The abnormal return of the session is drawn like those of the estimation window."
  let assumption = "Residuals and the abnormal return are exchangeable; any distribution will do."
  let formula = "p(lower) = (1 + #{e <= AR}) / (M + 1), p(upper) = (1 + #{e >= AR}) / (M + 1)"
  let distribution = "empirical distribution of the M estimation residuals"
  let useWhen = "One security, one session, and returns that are not normal."
  let avoidWhen = "The estimation window is short: p cannot fall below 2/(M + 1)."
  let reference =
    "Gelbach, Helland & Klick (2013), American Law and Economics Review 15"

  func applies(to window: Window) -> Bool { window.count == 1 }

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let residuals = event.fitted.residuals.row(event.event)
    let day = event.window.first - event.fitted.layout.eventDays.first
    let abnormal = event.cumulative / event.fitted.scale(event.event, day)
    var (below, above, count) = (0, 0, 0)
    for day in 0..<event.fitted.layout.estimationDays.count where !residuals[day].isMissing {
      count += 1
      if residuals[day] <= abnormal { below += 1 }
      if residuals[day] >= abnormal { above += 1 }
    }
    let all = Double(count + 1)
    return TestStatistic(
      eventCount: 1, estimate: event.cumulative, standardError: nil, statistic: Double(below),
      distribution: "empirical",
      pValues: PValues(lower: Double(1 + below) / all, upper: Double(1 + above) / all))
  }
}
