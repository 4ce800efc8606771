import MarketData
import Statistics

/// The diagnostics stored with every fit, in the order of their columns.
struct FitDiagnostics {
  /// The diagnostics that are numbers, then those that count something.
  static let names = numbers + counts
  static let numbers = [
    "durbin_watson", "ljung_box_p", "arch_lm_p", "jarque_bera_p", "zero_share",
    "ljung_box_squared_p", "breusch_pagan_p", "chow_p", "shapiro_wilk_p", "max_abs_residual",
  ]
  static let counts = ["longest_stale_run", "missing_days", "multi_day_gaps"]
  /// Lags of the Ljung-Box statistics of the residuals and of their squares.
  static let ljungBoxLags = 10
  /// Lags of Engle's test for conditional heteroskedasticity.
  static let archLags = 5

  private let workspace: LeastSquares
  private let normality: ShapiroWilk
  private let squares: UnsafeMutablePointer<Double>

  init(maximumRows: Int, maximumColumns: Int) {
    workspace = LeastSquares(
      maximumRows: maximumRows, maximumColumns: max(maximumColumns, Self.archLags + 1))
    normality = ShapiroWilk(maximumCount: maximumRows)
    squares = .allocate(capacity: max(1, maximumRows))
  }

  func deallocate() { squares.deallocate() }

  /// What an estimation window says beside its residuals.
  struct Window {
    let sigma: Double
    /// The share of returns that are exactly zero, a sign of stale prices.
    let zeroShare: Double
    /// The most zero returns on consecutive days.
    let longestStaleRun: Int
    /// The days without a return or a regressor.
    let missingDays: Int
    /// The returns over several sessions, which count as missing.
    let multiDayGaps: Int
  }

  /// Writes the diagnostics of an estimation window.
  ///
  /// - Parameter regression: The regression that was solved for the window.
  func fill(
    _ row: UnsafeMutablePointer<Double>, residuals: UnsafeBufferPointer<Double>,
    _ regression: LeastSquares, _ window: Window
  ) {
    let diagnostics = ResidualDiagnostics(residuals)
    row[0] = diagnostics.durbinWatson ?? .missing
    row[1] = diagnostics.ljungBox(lags: Self.ljungBoxLags)?.pValue ?? .missing
    row[2] = diagnostics.archLM(lags: Self.archLags, workspace: workspace)?.pValue ?? .missing
    row[3] = diagnostics.jarqueBera?.pValue ?? .missing
    row[4] = window.zeroShare
    let squared = square(residuals)
    row[5] =
      ResidualDiagnostics(squared).ljungBox(lags: Self.ljungBoxLags)?.pValue ?? .missing
    row[6] = regression.breuschPagan(squaredResiduals: squared)?.pValue ?? .missing
    row[7] = regression.chow(workspace: workspace)?.pValue ?? .missing
    row[8] = normality.test(residuals)?.pValue ?? .missing
    row[9] = largest(residuals, window.sigma)
    row[10] = Double(window.longestStaleRun)
    row[11] = Double(window.missingDays)
    row[12] = Double(window.multiDayGaps)
  }

  private func square(_ residuals: UnsafeBufferPointer<Double>) -> UnsafeBufferPointer<Double> {
    for index in residuals.indices { squares[index] = residuals[index] * residuals[index] }
    return UnsafeBufferPointer(start: squares, count: residuals.count)
  }

  private func largest(_ residuals: UnsafeBufferPointer<Double>, _ sigma: Double) -> Double {
    guard sigma >= EventFitter.smallestSigma else { return .missing }
    guard let base = residuals.baseAddress else { return .missing }
    return VectorSums.largestSize(base, count: residuals.count) / sigma
  }
}
