import MarketData
import Statistics

/// A series less what its own past predicts (Haugh 1976, Journal of the American Statistical
/// Association 71:378-385): without it, own dependence looks like dependence on the other.
struct Prewhitening: Sendable {
  /// The most lags of an autoregression.
  static let mostLags = 10

  /// The lags taken; 0 when none improves the Schwarz criterion.
  let lags: Int
  /// The residuals, missing where a lag is missing.
  let values: [Double]

  /// The residuals of the autoregression with the least Schwarz criterion, up to ten lags, or the
  /// series itself when it is too short.
  init(_ series: [Double]) {
    let models = (0...Self.mostLags).compactMap { lags in
      try? VectorAutoregression([series], lags: lags, rowsWith: Self.mostLags)
    }
    let best = models.min {
      ($0.schwarzCriterion ?? .infinity) < ($1.schwarzCriterion ?? .infinity)
    }
    guard let best, best.lags > 0, let model = try? VectorAutoregression([series], lags: best.lags)
    else {
      (lags, values) = (0, series)
      return
    }
    var values = [Double](repeating: .missing, count: series.count)
    for (row, t) in model.rows.enumerated() { values[t] = model.residuals[0][row] }
    (lags, self.values) = (model.lags, values)
  }
}
