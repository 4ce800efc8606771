import MarketData
import Statistics

/// The diagnostics stored with every fit, in the order of their columns.
struct FitDiagnostics {
  static let names = [
    "durbin_watson", "ljung_box_p", "arch_lm_p", "jarque_bera_p", "zero_share",
  ]
  /// Lags of the Ljung-Box statistic of the residuals.
  static let ljungBoxLags = 10
  /// Lags of Engle's test for conditional heteroskedasticity.
  static let archLags = 5

  private let workspace: LeastSquares

  init(maximumRows: Int) {
    workspace = LeastSquares(maximumRows: maximumRows, maximumColumns: Self.archLags + 1)
  }

  /// Writes the diagnostics of an estimation window.
  ///
  /// - Parameter zeroShare: The share of returns that are exactly zero, a sign of stale prices.
  func fill(
    _ row: UnsafeMutablePointer<Double>, residuals: UnsafeBufferPointer<Double>, zeroShare: Double
  ) {
    let diagnostics = ResidualDiagnostics(residuals)
    row[0] = diagnostics.durbinWatson ?? .missing
    row[1] = diagnostics.ljungBox(lags: Self.ljungBoxLags)?.pValue ?? .missing
    row[2] = diagnostics.archLM(lags: Self.archLags, workspace: workspace)?.pValue ?? .missing
    row[3] = diagnostics.jarqueBera?.pValue ?? .missing
    row[4] = zeroShare
  }
}
