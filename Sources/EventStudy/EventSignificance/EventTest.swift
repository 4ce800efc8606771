import MarketData
import Statistics

/// A test of whether one event moved the price of one security.
///
/// To add one, write one file in `EventSignificance/` and one line in `Catalog.swift`.
public protocol EventTest: StatisticalTest {
  /// Whether the test says anything about windows of that length.
  func applies(to window: Window) -> Bool
  /// The statistic of one event over one window, or why it has none.
  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic
}

extension EventTest {
  /// One event.
  public var subject: TestSubject { .singleEvent(self) }
  /// Any window.
  public func applies(to window: Window) -> Bool { true }
}

/// One event over one window: what a test of single events sees.
public struct EventSample: Sendable {
  let fitted: FittedEvents
  let study: AlignedStudy
  let event: Int
  let windowIndex: Int
  let resampling: StudySpec.Resampling
  /// The alternative that the fit's p-values are against.
  let alternative: Alternative

  /// The window; one session when the value is an abnormal return of a day.
  public var window: Window { fitted.layout.windows[windowIndex] }
  /// The number of sessions that the cumulative abnormal return is over.
  public var dayCount: Int { Int(fitted.validDays[event, windowIndex]) }
  /// The cumulative abnormal return over the valid sessions.
  public var cumulative: Double { fitted.cumulative[event, windowIndex] }
  /// Its standard error, with the exact variance of the prediction errors.
  public var standardError: Double { fitted.cumulativeErrors[event, windowIndex] }
  /// The standard deviation of the estimation residuals.
  public var sigma: Double { fitted.sigma[event] }
  /// The degrees of freedom of the fit, M - k.
  public var degreesOfFreedom: Int { Int(fitted.degreesOfFreedom[event]) }

  /// The abnormal returns of the valid sessions of the window, in units of the residuals.
  var abnormalReturns: [Double] {
    let first = fitted.layout.eventDays.first
    return window.days.map { fitted.comparable(event, $0 - first) }.filter { !$0.isMissing }
  }

  /// The residuals of the valid estimation sessions.
  var residuals: [Double] {
    (0..<fitted.residuals.columns).map { fitted.residuals[event, $0] }.filter { !$0.isMissing }
  }

  /// The number of the random stream of this event and window.
  var substream: UInt64 { UInt64(event * fitted.layout.windows.count + windowIndex) }

  /// Requires valid sessions and residuals that vary.
  ///
  /// - Throws: `Inapplicable.noValidEventDays` or another reason of a window without a cumulative
  ///   abnormal return, or `.zeroVariance`.
  func requireStandardizable() throws(Inapplicable) {
    if let absence = fitted.absence(event, windowAt: windowIndex) { throw absence }
    guard fitted.isStandardizable(event) else { throw .zeroVariance }
  }

  /// The t of the cumulative abnormal return.
  func studentT(_ variance: PredictionVariance) throws(Inapplicable) -> TestStatistic {
    try requireStandardizable()
    guard variance == .exact else {
      let error = fitted.simpleError(event, window: windowIndex)
      return TestStatistic.studentT(
        cumulative / error, degreesOfFreedom: degreesOfFreedom, eventCount: 1,
        estimate: cumulative, standardError: error
      ).approximate(approximation)
    }
    return exactT.approximate(approximation)
  }

  /// The t against the exact variance; its tails are not computed again when the fit has them.
  private var exactT: TestStatistic {
    let statistic = cumulative / standardError
    guard let outer = outerTail else {
      return TestStatistic.studentT(
        statistic, degreesOfFreedom: degreesOfFreedom, eventCount: 1, estimate: cumulative,
        standardError: standardError)
    }
    let inner = 1 - outer
    return TestStatistic(
      eventCount: 1, estimate: cumulative, standardError: standardError, statistic: statistic,
      distribution: NullDistribution.studentT(degreesOfFreedom: Double(degreesOfFreedom)).name,
      degreesOfFreedom: degreesOfFreedom,
      pValues: PValues(
        lower: statistic < 0 ? outer : inner, upper: statistic < 0 ? inner : outer))
  }

  /// Half the two-sided p-value of the fit: the tail beyond the statistic, to the last bit, since
  /// a p-value below 1 is exactly twice the tail.
  private var outerTail: Double? {
    let p = fitted.cumulativeP[event, windowIndex]
    return alternative == .twoSided && p < 1 && p > 0x1p-1000 ? p / 2 : nil
  }

  /// Why every prediction error is only approximate, when the model's estimator is not least
  /// squares.
  var approximation: String? {
    fitted.isApproximate ? "approximate_prediction_error" : nil
  }
}

/// Which errors the variance of an abnormal return counts.
enum PredictionVariance: String, CaseIterable, Sendable {
  /// The residual's and that of the estimated coefficients.
  case exact
  /// The residual's alone: sigma^2 L.
  case simple
}
