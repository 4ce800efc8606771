/// Regression that weighs down large residuals: Huber's M-estimator with c = 1.345, of which the
/// efficiency is 95% for normal errors (Huber 1964, Annals of Mathematical Statistics 35:73-101).
///
/// Weighted least squares from those without weights, the scale each time the median absolute
/// residual over 0.6745. Where more than half of the points lie on a line the scale goes to zero, and
/// that line is the answer.
public struct HuberRegression: Sendable {
  /// One a column.
  public let coefficients: [Double]
  /// The scale of the residuals.
  public let scale: Double

  private static let limit = 1.345
  /// The median absolute value of a standard normal variable.
  private static let normalMedian = 0.674_489_750_196_081_7
  /// The change of residuals, in units of the response, that is rounding.
  private static let tolerance = 1e-13
  /// The scale, in the same units, below which most points are on a line.
  private static let smallestScale = 1e-10
  private static let maximumSteps = 500

  /// Fits a response to columns of regressors.
  ///
  /// - Returns: `nil` for dependent columns, or when the fitted values do not settle.
  public init?(response: [Double], columns: [[Double]]) {
    let problem = WeightedRegression(response, columns)
    let size = (response.reduce(0) { $0 + $1 * $1 } / Double(max(1, response.count))).squareRoot()
    var weights = [Double](repeating: 1, count: response.count)
    var last: [Double] = []
    for _ in 0..<Self.maximumSteps {
      guard let fit = problem.solve(weights), let median = fit.residuals.map(abs).median else {
        return nil
      }
      let scale = median / Self.normalMedian
      if scale <= Self.smallestScale * size {
        let isOnLine = fit.residuals.map { abs($0) <= Self.smallestScale * size ? 1.0 : 0 }
        guard let line = problem.solve(isOnLine) else { return nil }
        (coefficients, self.scale) = (line.coefficients, 0)
        return
      }
      let isSettled = zip(last, fit.residuals).allSatisfy {
        abs($0 - $1) <= Self.tolerance * size
      }
      if isSettled, !last.isEmpty {
        (coefficients, self.scale) = (fit.coefficients, scale)
        return
      }
      last = fit.residuals
      weights = last.map { min(1, Self.limit * scale / abs($0)) }
    }
    return nil
  }
}

/// Least squares of one response on the same columns with different weights.
private struct WeightedRegression {
  private let response: [Double]
  private let columns: [[Double]]
  private let leastSquares: LeastSquares

  init(_ response: [Double], _ columns: [[Double]]) {
    (self.response, self.columns) = (response, columns)
    leastSquares = LeastSquares(maximumRows: response.count, maximumColumns: columns.count)
  }

  /// The coefficients, and the residuals without weights; `nil` when there is no one solution.
  func solve(_ weights: [Double]) -> (coefficients: [Double], residuals: [Double])? {
    for row in response.indices {
      let root = weights[row].squareRoot()
      leastSquares.response[row] = root * response[row]
      for (column, values) in columns.enumerated() {
        leastSquares.columns(column)[row] = root * values[row]
      }
    }
    guard leastSquares.solve(rows: response.count, columns: columns.count) == .solved else {
      return nil
    }
    let coefficients = columns.indices.map { leastSquares.coefficient($0) }
    let residuals = response.indices.map { row in
      columns.indices.reduce(response[row]) { $0 - coefficients[$1] * columns[$1][row] }
    }
    return (coefficients, residuals)
  }
}
