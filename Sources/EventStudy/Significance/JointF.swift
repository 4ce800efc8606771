import MarketData
import Statistics

/// Whether the abnormal returns of all firms that share one event date are zero together.
///
/// The residual covariance between firms is in the statistic, and effects of opposite signs count
/// instead of cancelling. Over a window the vector holds the firms' cumulative abnormal returns.
struct JointF: SignificanceTest {
  let id: TestID = "joint_f"
  let title = "Joint F of firms with a common date"
  let null = "The abnormal returns of all firms are zero."
  let assumption =
    "Residuals are jointly normal and independent over time, and the event leaves their covariance "
    + "as it was."
  let takesEventsAsIndependent = false
  let takesBars = false
  let estimand = Estimand.abnormalReturn
  let formula =
    "F = (M - k - N + 1)/(N(M - k)) T2, T2 = CAR' S^-1 CAR / Q, S = E'E/(M - k), E the residuals of "
    + "the N firms"
  let distribution = "F with N and M - k - N + 1 degrees of freedom, exact under normal residuals"
  let useWhen = "One event, such as a law, hits many firms on one date in different directions."
  let avoidWhen = "Events lie on different dates, or there are nearly as many firms as days."
  let reference =
    "Schipper & Thompson (1983), Journal of Accounting Research 21; Binder (1985), RAND Journal of "
    + "Economics 16"

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    let origin = try sample.events()
    let (fitted, events) = (origin.context.fitted, origin.standardizable)
    guard let first = events.first else { throw .tooFewEvents }
    try requireOneDate(events, in: origin.context.study)
    let freedom = Int(fitted.degreesOfFreedom[first])
    guard freedom >= events.count else { throw .insufficientEstimation }
    try requireSameSessions(events, sample, fitted)
    let covariance = residualCovariance(events, fitted, freedom: Double(freedom))
    let scale = sample.standardErrors[0] / fitted.sigma[first]
    guard let squares = squaredDistance(sample.standardizable, under: covariance) else {
      throw .singularCovariance
    }
    let (n, denominator) = (events.count, freedom - events.count + 1)
    return TestStatistic.fisherF(
      squares / (scale * scale) * Double(denominator) / Double(n * freedom), n, denominator,
      eventCount: n, estimate: sample.standardizable.reduce(0, +) / Double(n)
    ).approximate(fitted.isApproximate ? "approximate_prediction_error" : nil)
  }

  private func requireOneDate(_ events: [Int], in study: AlignedStudy) throws(Inapplicable) {
    guard let first = study.instances[events[0]].aligned else { throw .tooFewEvents }
    for event in events {
      guard let place = study.instances[event].aligned else { throw .differentDates }
      guard place.grid == first.grid else { throw .differentMarkets }
      guard place.session.position == first.session.position else { throw .differentDates }
    }
  }

  /// All events need the same regressors, before the event and in the window.
  private func requireSameSessions(_ events: [Int], _ sample: Sample, _ fitted: FittedEvents)
    throws(Inapplicable)
  {
    let days = fitted.layout.estimationDays.count
    let pattern = fitted.residuals.row(events[0])
    let firstDay = sample.window.first - fitted.layout.eventDays.first
    for event in events {
      let row = fitted.residuals.row(event)
      for day in 0..<days where row[day].isMissing != pattern[day].isMissing {
        throw .differentSessions
      }
      for day in firstDay..<firstDay + sample.window.count
      where fitted.abnormal[event, day].isMissing != fitted.abnormal[events[0], day].isMissing {
        throw .differentSessions
      }
    }
  }

  /// The lower triangle of the residuals' cross products over the degrees of freedom; about their
  /// means for models that estimate none.
  private func residualCovariance(_ events: [Int], _ fitted: FittedEvents, freedom: Double)
    -> [Double]
  {
    let (series, count) = (events.map { centredResiduals(of: $0, fitted) }, events.count)
    var covariance = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      series[i].withUnsafeBufferPointer { left in
        for j in 0...i {
          let product = series[j].withUnsafeBufferPointer { right in
            left.indices.reduce(0.0) { $0 + left[$1] * right[$1] }
          }
          covariance[i * count + j] = product / freedom
        }
      }
    }
    return covariance
  }

  private func centredResiduals(of event: Int, _ fitted: FittedEvents) -> [Double] {
    let row = fitted.residuals.row(event)
    let values = (0..<fitted.layout.estimationDays.count).map { row[$0] }
      .filter { !$0.isMissing }
    guard fitted.parameterCount == 0, let mean = values.mean else { return values }
    return values.map { $0 - mean }
  }
}
