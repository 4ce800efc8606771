/// A diagnostic statistic with the distribution it follows when residuals are well behaved.
public struct DiagnosticStatistic: Hashable, Sendable {
  /// The statistic; large values speak against the null hypothesis.
  public let value: Double
  /// Its distribution under the null hypothesis, in large samples.
  public let null: NullDistribution

  /// The probability of a value this large or larger.
  public var pValue: Double { null.upperTail(value) }
}

/// Checks of what least squares assumes about the errors, read from the residuals in place.
///
/// Every check is nil where it is undefined: too few residuals, or residuals without variance.
/// Definitions are those of statsmodels' `stats.diagnostic` and `stats.stattools`.
public struct ResidualDiagnostics {
  private let residuals: UnsafeBufferPointer<Double>
  private let mean: Double
  private let sumOfSquaredDeviations: Double

  /// Prepares the checks of `residuals`, which must outlive this value and be finite.
  public init(_ residuals: UnsafeBufferPointer<Double>) {
    self.residuals = residuals
    let mean = Moments.mean(residuals) ?? 0
    self.mean = mean
    sumOfSquaredDeviations =
      residuals.baseAddress.map { Kernels.sumOfSquares($0, about: mean, residuals.count) } ?? 0
  }

  /// Durbin and Watson's d (1950, Biometrika 37:409-428): near 2 without first-order
  /// autocorrelation, towards 0 with positive, towards 4 with negative.
  public var durbinWatson: Double? {
    guard residuals.count >= 2, let base = residuals.baseAddress else { return nil }
    let squares = Kernels.dot(base, base, residuals.count)
    guard squares > 0 else { return nil }
    return Kernels.sumOfSquaredDifferences(base + 1, base, residuals.count - 1) / squares
  }

  /// Ljung and Box's Q (1978, Biometrika 65:297-303) over the first `lags` autocorrelations.
  public func ljungBox(lags: Int) -> DiagnosticStatistic? {
    guard lags >= 1, residuals.count > lags, sumOfSquaredDeviations > 0,
      let base = residuals.baseAddress
    else { return nil }
    let sum = withDeviations(of: base, room: lags + 1) { deviations, products in
      LaggedProducts.fill(products, deviations, count: residuals.count, last: lags)
      return (1...lags).reduce(0) { sum, lag in
        let autocorrelation = products[lag] / products[0]
        return sum + autocorrelation * autocorrelation / Double(residuals.count - lag)
      }
    }
    let n = Double(residuals.count)
    return DiagnosticStatistic(
      value: n * (n + 2) * sum, null: .chiSquared(degreesOfFreedom: Double(lags)))
  }

  /// Jarque and Bera's statistic (1980, Economics Letters 6:255-259) of normality.
  public var jarqueBera: DiagnosticStatistic? {
    guard sumOfSquaredDeviations > 0, let base = residuals.baseAddress else { return nil }
    let (cubes, fourthPowers) = Kernels.sumsOfHigherPowers(base, about: mean, residuals.count)
    let n = Double(residuals.count)
    let variance = sumOfSquaredDeviations / n
    let skewness = cubes / n / (variance * variance.squareRoot())
    let excessKurtosis = fourthPowers / n / (variance * variance) - 3
    return DiagnosticStatistic(
      value: n / 6 * (skewness * skewness + excessKurtosis * excessKurtosis / 4),
      null: .chiSquared(degreesOfFreedom: 2))
  }

  /// Engle's Lagrange multiplier test (1982, Econometrica 50:987-1007) of conditional
  /// heteroscedasticity: T R^2 of the squared residuals on a constant and `lags` of themselves.
  ///
  /// `workspace` needs room for as many rows as residuals less `lags`, and `lags` + 1 columns. The
  /// residuals must not be the workspace's own, which this overwrites.
  public func archLM(lags: Int, workspace: LeastSquares) -> DiagnosticStatistic? {
    let rows = residuals.count - lags
    guard lags >= 1, rows > lags + 1 else { return nil }
    guard let explained = explainedShare(lags) ?? solvedShare(rows, lags, workspace) else {
      return nil
    }
    return DiagnosticStatistic(
      value: Double(rows) * explained, null: .chiSquared(degreesOfFreedom: Double(lags)))
  }

  /// R^2 of the squares on their lags by way of cross-products, for most residuals.
  private func explainedShare(_ lags: Int) -> Double? {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: residuals.count) { squares in
      for index in residuals.indices { squares[index] = residuals[index] * residuals[index] }
      let series = ResidualDiagnostics(UnsafeBufferPointer(squares))
      guard let base = squares.baseAddress else { return nil }
      return series.withDeviations(of: base, room: AutoregressionShare.roomSize(lags: lags)) {
        AutoregressionShare($0, count: residuals.count, lags: lags).value(room: $1)
      }
    }
  }

  /// Calls `body` with the values less their mean, and with room for some more.
  private func withDeviations<Result>(
    of base: UnsafePointer<Double>, room: Int,
    _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: residuals.count + room) { buffer in
      // At least one value is asked for.
      let deviations = buffer.baseAddress.unsafelyUnwrapped
      for index in 0..<residuals.count { deviations[index] = base[index] - mean }
      return body(deviations, deviations + residuals.count)
    }
  }

  /// R^2 by QR, for squares that are all but collinear.
  private func solvedShare(_ rows: Int, _ lags: Int, _ workspace: LeastSquares) -> Double? {
    fillSquares(workspace.response, lag: 0, of: lags)
    for lag in 1...lags { fillSquares(workspace.columns(lag), lag: lag, of: lags) }
    workspace.columns(0).update(repeating: 1, count: rows)
    guard workspace.solve(rows: rows, columns: lags + 1) == .solved,
      let total = totalSumOfSquares(workspace.response, rows)
    else { return nil }
    return 1 - workspace.sumOfSquaredResiduals / total
  }

  private func fillSquares(_ target: UnsafeMutablePointer<Double>, lag: Int, of lags: Int) {
    let first = lags - lag
    for row in 0..<(residuals.count - lags) {
      let residual = residuals[first + row]
      target[row] = residual * residual
    }
  }

  private func totalSumOfSquares(_ response: UnsafePointer<Double>, _ rows: Int) -> Double? {
    let buffer = UnsafeBufferPointer(start: response, count: rows)
    guard let mean = Moments.mean(buffer) else { return nil }
    let total = Kernels.sumOfSquares(response, about: mean, rows)
    return total > 0 ? total : nil
  }
}
