import MarketData
import Statistics

/// The cumulative abnormal return of one event against its prediction error.
///
/// The variance of the sum holds the covariance that the estimated coefficients give its days.
struct CumulativeAbnormalReturnT: EventTest, VariedTest {
  enum Form: String, CaseIterable, Sendable {
    /// With the error of the estimated coefficients; Student's t.
    case exact
    /// sigma^2 L, without that error; Student's t.
    case simple
    /// The exact t among sums of as many days of the residuals' stationary bootstrap, which keeps
    /// their tails and their dependence over time (Politis & Romano 1994).
    case residualBlock = "residual_block"
  }

  var form = Form.exact
  let id: TestID = "car_t"
  let title = "t of a cumulative abnormal return"
  let null = "The cumulative abnormal return over the window is zero."
  let assumption =
    "Residuals are normal and independent over time, and the event leaves their variance as it was."
  let formula = "t = CAR / (sigma sqrt(L + s'(X'X)^-1 s)), s the sum of the window's regressors"
  let distribution =
    "Student's t with M - k degrees of freedom, exact under normal residuals; variant residual_block: "
    + "bootstrap of blocks of residuals"
  var isResampled: Bool { form == .residualBlock }
  let useWhen = "One security and a window fixed before looking."
  let avoidWhen = "Residuals have fat tails or are autocorrelated: then read perm_single beside it."
  let reference = "Salinger (1992), Journal of Financial and Quantitative Analysis 27"

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    switch form {
    case .exact: try event.studentT(.exact)
    case .simple: try event.studentT(.simple)
    case .residualBlock: try event.amongResidualBlocks()
    }
  }
}

extension EventSample {
  /// The mean length in sessions of the blocks that are drawn.
  private static let meanBlockLength = 5.0

  /// The exact t of the cumulative abnormal return among those of blocks of residuals.
  ///
  /// Residuals count as deviations from their mean, in units of the root of their mean square, so
  /// that the drawn sums over sqrt(L) have variance one when residuals are independent over time.
  fileprivate func amongResidualBlocks() throws(Inapplicable) -> TestStatistic {
    let t = try studentT(.exact)
    let residuals = residuals
    guard let mean = residuals.mean else { throw .insufficientEstimation }
    let squares = residuals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let scale = (squares / Double(residuals.count) * Double(dayCount)).squareRoot()
    guard scale > 0 else { throw .zeroVariance }
    let drawn = StationaryBootstrap(
      residuals.map { ($0 - mean) / scale }, meanBlockLength: Self.meanBlockLength
    ).pValues(
      ofSum: t.statistic, length: dayCount, draws: resampling.replicates, seed: resampling.seed,
      substream: substream)
    return TestStatistic(
      eventCount: 1, estimate: t.estimate, standardError: t.standardError,
      statistic: t.statistic, distribution: drawn.name("residual blocks"),
      pValues: PValues(lower: drawn.lower, upper: drawn.upper)
    ).approximate(approximation)
  }
}
