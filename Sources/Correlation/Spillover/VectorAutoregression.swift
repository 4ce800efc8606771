import Foundation
import MarketData
import Statistics

/// A vector autoregression with a constant, fitted by least squares equation by equation.
///
/// A row needs all series on its own session and on all lags before it; nothing is bridged.
struct VectorAutoregression: Sendable {
  let size: Int
  let lags: Int
  /// The rows of the regressions.
  let rowCount: Int
  /// By equation: the constant, then the coefficients of every series at lag 1, at lag 2, ...
  let coefficients: [[Double]]
  /// One column of residuals an equation.
  let residuals: [[Double]]
  /// The sessions of the rows.
  let rows: [Int]

  var constant: [Double] { coefficients.map { $0[0] } }

  /// The effect of a series at a lag on another's next value.
  func effect(of source: Int, lag: Int, on target: Int) -> Double {
    coefficients[target][1 + (lag - 1) * size + source]
  }

  /// The covariances of the residuals, row by row, with the denominator rows less coefficients.
  var covariance: [Double] {
    let degrees = Double(rowCount - 1 - size * lags)
    return residuals.flatMap { a in residuals.map { b in dot(a, b) / degrees } }
  }

  /// Fits columns of equal length.
  ///
  /// - Parameters:
  ///   - columns: The series; `Double.missing` where there is no value.
  ///   - lags: The number of lags.
  ///   - mostLags: The lags that a row must have, more than `lags` so that fits compare on the
  ///     same rows; `nil` for just its own.
  /// - Throws: `SpilloverProblem.tooFewRows`, or `.dependentSeries` when a series follows from others.
  init(_ columns: [[Double]], lags: Int, rowsWith mostLags: Int? = nil) throws(SpilloverProblem) {
    let size = columns.count
    let width = 1 + size * lags
    let rows = Self.completeRows(columns, lags: mostLags ?? lags)
    guard rows.count > 2 * width else {
      throw .tooFewRows(found: rows.count, needed: 2 * width + 1)
    }
    let factor = HouseholderFactor(maximumRows: rows.count, maximumColumns: width)
    let design = Self.design(columns, rows, lags: lags)
    design.withUnsafeBufferPointer { values in
      if let base = values.baseAddress {
        factor.load(base, stride: rows.count, rows: rows.count, columns: width)
      }
    }
    if let column = factor.factorise(tolerance: LeastSquares.rankTolerance) {
      throw .dependentSeries(column == 0 ? 0 : (column - 1) % size)
    }
    var (coefficients, residuals) = ([[Double]](), [[Double]]())
    for column in columns {
      let response = rows.map { column[$0] }
      var solution = [Double](repeating: 0, count: width)
      response.withUnsafeBufferPointer { values in
        if let base = values.baseAddress { factor.solve(base, into: &solution) }
      }
      coefficients.append(solution)
      residuals.append(Self.residuals(response, design, solution))
    }
    (self.size, self.lags, rowCount) = (size, lags, rows.count)
    (self.coefficients, self.residuals, self.rows) = (coefficients, residuals, rows)
  }

  /// The sessions with all values on them and on the lags before.
  private static func completeRows(_ columns: [[Double]], lags: Int) -> [Int] {
    let count = columns.first?.count ?? 0
    var (rows, run) = ([Int](), 0)
    for t in 0..<count {
      run = columns.allSatisfy { !$0[t].isMissing } ? run + 1 : 0
      if run > lags { rows.append(t) }
    }
    return rows
  }

  /// The regressors, one contiguous column after the other.
  private static func design(_ columns: [[Double]], _ rows: [Int], lags: Int) -> [Double] {
    var design = [Double](repeating: 1, count: rows.count)
    design.reserveCapacity(rows.count * (1 + columns.count * lags))
    for lag in stride(from: 1, through: lags, by: 1) {
      for column in columns { design += rows.lazy.map { column[$0 - lag] } }
    }
    return design
  }

  private static func residuals(_ response: [Double], _ design: [Double], _ solution: [Double])
    -> [Double]
  {
    var residuals = response
    for (j, coefficient) in solution.enumerated() {
      let start = j * response.count
      for t in residuals.indices { residuals[t] -= coefficient * design[start + t] }
    }
    return residuals
  }

  /// Schwarz's criterion, ln |S| + ln(T) k / T with S of denominator T and k coefficients in all
  /// (Lütkepohl 2005, New Introduction to Multiple Time Series Analysis, section 4.3); `nil` when S
  /// is singular.
  var schwarzCriterion: Double? {
    let rows = Double(rowCount)
    var factor = residuals.flatMap { a in residuals.map { b in dot(a, b) / rows } }
    guard Cholesky.factorise(&factor, size: size) else { return nil }
    let logDeterminant = (0..<size).reduce(0) { $0 + 2 * log(factor[$1 * size + $1]) }
    return logDeterminant + log(rows) / rows * Double(size * (size * lags + 1))
  }
}

/// The product of two columns of equal length.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
      return Kernels.dot(x, y, a.count)
    }
  }
}
