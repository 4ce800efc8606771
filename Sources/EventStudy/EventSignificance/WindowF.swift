import MarketData
import Statistics

/// Whether the abnormal returns of all sessions of a window are zero together.
///
/// Sessions that cancel in the cumulative abnormal return still count. Over sessions before the
/// event it is the test of a pre-trend.
struct WindowF: EventTest {
  let id: TestID = "window_f"
  let title = "F of all sessions of a window"
  let null = "The abnormal returns of all sessions of the window are zero."
  let assumption =
    "Residuals are normal and independent over time, and the event leaves their variance as it was."
  let formula = "F = AR'(I + X*(X'X)^-1 X*')^-1 AR / (L sigma^2)"
  let distribution = "F with L and M - k degrees of freedom, exact under normal residuals"
  let useWhen = "Any reaction in the window counts, whatever its sign; and before the event."
  let avoidWhen = "Residuals have fat tails, or the variance rises around the event."
  let reference =
    "Campbell, Lo & MacKinlay (1997), The Econometrics of Financial Markets, ch. 4"

  func evaluate(_ event: EventSample) throws(Inapplicable) -> TestStatistic {
    try event.requireStandardizable()
    let statistic =
      try event.squaredPredictionErrors() / (Double(event.dayCount) * event.sigma * event.sigma)
    return TestStatistic.fisherF(
      statistic, event.dayCount, event.degreesOfFreedom, eventCount: 1,
      estimate: event.cumulative
    ).approximate(event.approximation)
  }
}

extension EventSample {
  /// AR'V^-1 AR over the valid sessions, V = I + X* A X*' with A = (X'X)^-1; of bars, in units of
  /// their scales.
  ///
  /// With A = CC' and Z = X*C, V^-1 is I - Z (I + Z'Z)^-1 Z', so that only matrices of the size of
  /// the model are factored, and I + Z'Z is well conditioned.
  ///
  /// - Throws: `Inapplicable.singularCovariance` when rounding leaves A without a factor.
  fileprivate func squaredPredictionErrors() throws(Inapplicable) -> Double {
    let k = fitted.uncertainCount
    let squares = withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * k * k + 2 * k + 1) {
      scratch -> Double? in
      guard let factor = scratch.baseAddress else { return nil }
      factor.initialize(repeating: 0, count: 2 * k * k + 2 * k + 1)
      factor.update(from: fitted.inverseGram.row(event), count: k * k)
      guard Cholesky.factorise(factor, size: k) else { return nil }
      let (inner, cross, row) = (factor + k * k, factor + 2 * k * k, factor + 2 * k * k + k)
      for i in 0..<k { inner[i * k + i] = 1 }
      let squares = accumulate(factor, inner, cross, row)
      guard Cholesky.factorise(inner, size: k) else { return nil }
      return squares - Cholesky.inverseQuadraticForm(inner, size: k, cross)
    }
    guard let squares else { throw .singularCovariance }
    return squares
  }

  /// Adds Z'Z to `inner` and Z'AR to `cross`; returns AR'AR. `row` is room for a row of Z.
  private func accumulate(
    _ factor: UnsafePointer<Double>, _ inner: UnsafeMutablePointer<Double>,
    _ cross: UnsafeMutablePointer<Double>, _ row: UnsafeMutablePointer<Double>
  ) -> Double {
    guard let place = study.instances[event].aligned else { return 0 }
    let (design, k) = (fitted.designs[place.grid], fitted.uncertainCount)
    var squares = 0.0
    for day in window.days {
      let column = day - fitted.layout.eventDays.first
      let (abnormal, scale) = (fitted.comparable(event, column), fitted.scale(event, column))
      guard !abnormal.isMissing else { continue }
      squares += abnormal * abnormal
      for j in 0..<k {
        row[j] = 0
        for i in j..<k {
          row[j] += factor[i * k + j] * design.column(i)[place.session.position + day]
        }
        row[j] /= scale
        cross[j] += abnormal * row[j]
        for i in 0...j { inner[j * k + i] += row[i] * row[j] }
      }
    }
    return squares
  }
}
