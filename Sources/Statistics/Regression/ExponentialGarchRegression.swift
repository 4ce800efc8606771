import Foundation

/// A linear regression whose errors have a variance that moves by factors, by Gaussian
/// quasi-likelihood.
///
/// ln h_t = omega + garch ln h_{t-1} + arch (|z_{t-1}| - E|z|) + leverage z_{t-1}, z the error over the
/// root of its variance, normal in E|z| = sqrt(2/pi). Before the first row h is the mean square of the
/// residuals of least squares, and there is no z (Nelson 1991, Econometrica 59:347-370).
public struct ExponentialGarchRegression: Sendable {
  /// One a column.
  public let coefficients: [Double]
  /// The constant of the logarithm of the variance, whose unit is the squared one of the response.
  public let omega: Double
  /// What the size of the error before adds to the logarithm.
  public let arch: Double
  /// What the error before adds, with its sign.
  public let leverage: Double
  /// What the logarithm before adds, between -1 and 1.
  public let garch: Double
  /// The logarithm of the likelihood.
  public let logLikelihood: Double
  /// The mean of the rows' variances.
  public let meanVariance: Double
  /// The variance of the row behind the last one.
  public let nextVariance: Double

  /// Fits a response to columns of regressors, from the best of some starts.
  ///
  /// - Returns: `nil` for dependent columns, residuals of least squares that are all zero, or when no
  ///   start ends in a minimum.
  /// - Complexity: O(rows) an evaluation of the likelihood, of which there are some hundred.
  public init?(response: [Double], columns: [[Double]]) {
    guard let basis = OrthogonalColumns(columns), !response.isEmpty else { return nil }
    let (projections, residuals) = basis.regress(response)
    let rows = Double(response.count)
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / rows
    guard variance > 0 else { return nil }
    let scale = variance.squareRoot()
    let likelihood = ExponentialLikelihood(
      residuals: residuals.map { $0 / scale }, columns: basis.columns)
    guard let found = likelihood.minimum else { return nil }
    let path = likelihood.path(found.point)
    let free = found.point.prefix(columns.count)
    coefficients = basis.coefficients(of: zip(projections, free).map { $0 + scale * $1 })
    let process = LogVarianceProcess(found.point[columns.count...])
    (arch, leverage, garch) = (process.size, process.sign, process.memory)
    omega = process.omega + (1 - process.memory) * log(variance)
    meanVariance = path.sum / rows * variance
    nextVariance = path.next * variance
    logLikelihood = -found.value - rows / 2 * log(2 * .pi * variance)
  }

  /// The expected variance some rows behind the last one, as the last row foresees it.
  public func variance(after rows: Int) -> Double {
    var (logarithm, weight) = (0.0, 1.0)
    for _ in 1..<max(1, rows) {
      logarithm += weight * omega + shockLogarithm(weight)
      weight *= garch
    }
    return exp(logarithm + weight * log(nextVariance))
  }

  /// The variance to which the process returns: that of a row so far off that more than a millionth of
  /// a millionth of today's logarithm is forgotten.
  public var longRunVariance: Double {
    let rows = abs(garch) > 0 ? (log(1e-12) / log(abs(garch))).rounded(.up) : 1
    return variance(after: Int(min(rows, 1e6)) + 1)
  }

  /// The logarithm of the mean of exp(weight (arch (|z| - E|z|) + leverage z)), z standard normal.
  private func shockLogarithm(_ weight: Double) -> Double {
    let (size, sign) = (weight * arch, weight * leverage)
    func half(_ slope: Double) -> Double {
      exp(slope * slope / 2) * NullDistribution.standardNormal.lowerTail(slope)
    }
    return log(half(size + sign) + half(size - sign)) - size * LogVarianceProcess.meanSize
  }
}

/// The parameters of a logarithm of a variance, from numbers without bounds.
private struct LogVarianceProcess {
  /// The mean of the absolute value of a standard normal variable.
  static let meanSize = (2 / Double.pi).squareRoot()

  let omega: Double
  let size: Double
  let sign: Double
  let memory: Double

  /// - Parameter free: Omega, the weights of the error's size and sign, and the inverse hyperbolic
  ///   tangent of the memory.
  init(_ free: ArraySlice<Double>) {
    let free = Array(free)
    (omega, size, sign, memory) = (free[0], free[1], free[2], tanh(free[3]))
  }

  static func free(size: Double, memory: Double) -> [Double] { [0, size, 0, atanh(memory)] }
}

/// Minus the logarithm of the likelihood, without its constant, of residuals of variance 1.
private struct ExponentialLikelihood {
  let residuals: [Double]
  let columns: [[Double]]

  /// Weights of the error's size and memories, of a logarithm that remembers and one that does not.
  private static let families = [
    [(0.1, 0.95), (0.2, 0.9), (0.02, 0.99)], [(0.3, 0.5), (0.1, 0.3)], [(0.3, -0.3), (0.1, -0.9)],
  ]

  var minimum: QuasiNewton.Minimum? {
    let none = [Double](repeating: 0, count: columns.count)
    let families = Self.families.map { family in
      family.map { size, memory in none + LogVarianceProcess.free(size: size, memory: memory) }
    }
    return QuasiNewton.lowestMinimum(from: families, value)
  }

  /// The sum of the rows' variances and the variance behind the last row.
  func path(_ point: [Double]) -> (sum: Double, next: Double) {
    let process = LogVarianceProcess(point[columns.count...])
    var (logarithm, shock, sum) = (0.0, 0.0, 0.0)
    for row in residuals.indices {
      logarithm = process.omega + process.memory * logarithm + shock
      sum += exp(logarithm)
      let z = error(row, point) * exp(-logarithm / 2)
      shock = process.size * (abs(z) - LogVarianceProcess.meanSize) + process.sign * z
    }
    return (sum, exp(process.omega + process.memory * logarithm + shock))
  }

  private func error(_ row: Int, _ point: [Double]) -> Double {
    var error = residuals[row]
    for (column, values) in columns.enumerated() { error -= point[column] * values[row] }
    return error
  }

  /// The value and its slopes, by the recursion of the logarithm and of its own slopes.
  private func value(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let process = LogVarianceProcess(point[columns.count...])
    var (value, logarithm) = (0.0, 0.0)
    // Along omega, size, sign and memory: of the logarithm, then of the value.
    var (turn, slope) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var columnTurns = [Double](repeating: 0, count: columns.count)
    var columnSlopes = columnTurns
    var (z, root, isFirst) = (0.0, 0.0, true)
    for row in residuals.indices {
      let size = isFirst ? 0 : abs(z) - LogVarianceProcess.meanSize
      let shock = process.size * size + process.sign * z
      // What is left of a change of the logarithm before, which also shrinks z.
      let kept = process.memory - (process.size * abs(z) + process.sign * z) / 2
      let pull = (z < 0 ? -process.size : process.size) + process.sign
      turn = SIMD4(1, size, z, logarithm) + kept * turn
      for column in columns.indices {
        let before = isFirst ? 0 : pull * root * columns[column][row - 1]
        columnTurns[column] = kept * columnTurns[column] - before
      }
      logarithm = process.omega + process.memory * logarithm + shock
      root = exp(-logarithm / 2)
      z = error(row, point) * root
      isFirst = false
      value += logarithm + z * z
      let push = 1 - z * z
      slope += push * turn
      for column in columns.indices {
        columnSlopes[column] +=
          push * columnTurns[column] - 2 * z * root * columns[column][row]
      }
    }
    slope[3] *= 1 - process.memory * process.memory
    for (column, total) in columnSlopes.enumerated() { gradient[column] = total / 2 }
    for index in 0..<4 { gradient[columns.count + index] = slope[index] / 2 }
    return value.isFinite ? value / 2 : .infinity
  }
}
