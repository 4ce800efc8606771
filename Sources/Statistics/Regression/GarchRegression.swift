import Foundation

/// A linear regression whose errors have a variance that moves, by Gaussian quasi-likelihood.
///
/// h_t = omega + arch e_{t-1}^2 + leverage e_{t-1}^2 [e_{t-1} < 0] + garch h_{t-1}. Before the first
/// row both e^2 and h are the mean square of the residuals of least squares. All parameters of the
/// variance keep it positive, and arch + leverage/2 + garch stays below 1 (Bollerslev 1986, Journal
/// of Econometrics 31:307-327; Glosten, Jagannathan and Runkle 1993, Journal of Finance
/// 48:1779-1801).
public struct GarchRegression: Sendable {
  /// Whether falls raise the variance by more than rises of their size.
  public enum Form: Sendable { case symmetric, leveraged }

  /// One a column.
  public let coefficients: [Double]
  /// The variance's constant, in squared units of the response.
  public let omega: Double
  /// What the square of the error before adds to the variance.
  public let arch: Double
  /// What it adds beyond that below zero; zero in the symmetric form.
  public let leverage: Double
  /// What the variance before adds.
  public let garch: Double
  /// The logarithm of the likelihood.
  public let logLikelihood: Double
  /// The mean of the rows' variances.
  public let meanVariance: Double
  /// The variance of the row behind the last one.
  public let nextVariance: Double

  /// What a shock leaves of itself in the variance of the row after it.
  public var persistence: Double { arch + leverage / 2 + garch }

  /// Fits a response to columns of regressors, from the best of some starts.
  ///
  /// - Returns: `nil` for dependent columns, residuals of least squares that are all zero, or when no
  ///   start ends in a minimum.
  /// - Complexity: O(rows) an evaluation of the likelihood, of which there are some hundred.
  public init?(response: [Double], columns: [[Double]], form: Form = .symmetric) {
    guard let basis = OrthogonalColumns(columns), !response.isEmpty else { return nil }
    let (projections, residuals) = basis.regress(response)
    let rows = Double(response.count)
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / rows
    guard variance > 0 else { return nil }
    let scale = variance.squareRoot()
    let likelihood = GarchLikelihood(
      residuals: residuals.map { $0 / scale }, columns: basis.columns, form: form)
    guard let found = likelihood.minimum else { return nil }
    let path = likelihood.path(found.point)
    let (free, process) = (found.point.prefix(columns.count), path.process)
    coefficients = basis.coefficients(of: zip(projections, free).map { $0 + scale * $1 })
    (omega, arch, garch) = (process.omega * variance, process.rise, process.memory)
    leverage = process.fall - process.rise
    meanVariance = path.sum / rows * variance
    nextVariance = path.next * variance
    logLikelihood = -found.value - rows / 2 * log(2 * .pi * variance)
  }

  /// The variance some rows behind the last one, as the last row foresees it.
  public func variance(after rows: Int) -> Double {
    var variance = nextVariance
    for _ in 1..<max(1, rows) { variance = omega + persistence * variance }
    return variance
  }
}

/// The parameters of a variance that moves, from numbers without bounds.
private struct VarianceProcess {
  let omega: Double
  /// What the square of an error above zero adds, and of one below.
  let rise: Double
  let fall: Double
  let memory: Double
  private let persistence: Double
  /// The share of news in the persistence, and of rises in the news.
  private let news: Double
  private let tilt: Double

  /// - Parameter free: The logarithm of omega, the logits of the persistence and of the share of
  ///   news, and of the share of rises when the form has one.
  init(_ free: ArraySlice<Double>) {
    let free = Array(free)
    func share(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
    omega = exp(free[0])
    (persistence, news) = (share(free[1]), share(free[2]))
    tilt = free.count > 3 ? share(free[3]) : 0.5
    let half = persistence * news
    (rise, fall, memory) = (2 * half * tilt, 2 * half * (1 - tilt), persistence * (1 - news))
  }

  static func free(arch: Double, garch: Double, _ form: GarchRegression.Form) -> [Double] {
    let persistence = arch + garch
    let logits = [log(persistence / (1 - persistence)), log(arch / garch)]
    return [log(1 - persistence)] + logits + (form == .leveraged ? [0] : [])
  }

  /// The slopes along the free numbers, from those along omega, rise, fall and memory.
  func free(_ slope: SIMD4<Double>, count: Int) -> [Double] {
    let along = SIMD4(0, 2 * news * tilt, 2 * news * (1 - tilt), 1 - news)
    let ofNews = SIMD4(0, 2 * tilt, 2 * (1 - tilt), -1) * persistence
    let ofTilt = SIMD4(0, 1, -1, 0) * (2 * persistence * news)
    let all = [
      slope[0] * omega, (slope * along).sum() * persistence * (1 - persistence),
      (slope * ofNews).sum() * news * (1 - news), (slope * ofTilt).sum() * tilt * (1 - tilt),
    ]
    return Array(all.prefix(count))
  }
}

/// Minus the logarithm of the likelihood, without its constant, of residuals of variance 1.
private struct GarchLikelihood {
  let residuals: [Double]
  let columns: [[Double]]
  let form: GarchRegression.Form

  /// News and memory to go down from: of each family the lowest, since a variance that remembers and
  /// one that does not are often minima both.
  private static let families = [
    [(0.05, 0.90), (0.10, 0.80), (0.20, 0.70)], [(0.01, 0.98), (0.002, 0.995)],
    [(0.05, 0.50), (0.05, 0.02), (0.40, 0.02)],
  ]
  /// The rows whose variances are multiplied before a logarithm is taken.
  private static let rowsOfProduct = 8

  var minimum: QuasiNewton.Minimum? {
    let none = [Double](repeating: 0, count: columns.count)
    let families = Self.families.map { family in
      family.map { arch, garch in none + VarianceProcess.free(arch: arch, garch: garch, form) }
    }
    return QuasiNewton.lowestMinimum(from: families, value)
  }

  /// The sum of the rows' variances and the variance behind the last row.
  func path(_ point: [Double]) -> (process: VarianceProcess, sum: Double, next: Double) {
    let process = VarianceProcess(point[columns.count...])
    var (variance, sum) = (1.0, 0.0)
    var news = (process.rise + process.fall) / 2
    for row in residuals.indices {
      variance = process.omega + news + process.memory * variance
      sum += variance
      let error = error(row, point)
      news = (error < 0 ? process.fall : process.rise) * error * error
    }
    return (process, sum, process.omega + news + process.memory * variance)
  }

  private func error(_ row: Int, _ point: [Double]) -> Double {
    var error = residuals[row]
    for (column, values) in columns.enumerated() { error -= point[column] * values[row] }
    return error
  }

  /// The value and its slopes, by the recursion of the variance and of its own slopes.
  private func value(_ point: [Double], _ gradient: inout [Double]) -> Double {
    let process = VarianceProcess(point[columns.count...])
    var (value, variance) = (0.0, 1.0)
    // Along omega, rise, fall and memory: of the variance, then of the value.
    var (turn, slope) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    var columnTurns = [Double](repeating: 0, count: columns.count)
    var columnSlopes = columnTurns
    var news = SIMD4(1, 0.5, 0.5, 0)
    var (weight, last, product) = (0.0, 0.0, 1.0)
    for row in residuals.indices {
      news[3] = variance
      turn = news + process.memory * turn
      variance =
        process.omega + process.rise * news[1] + process.fall * news[2]
        + process.memory * variance
      let error = error(row, point)
      let (inverse, square) = (1 / variance, error * error)
      value += square * inverse
      product *= variance
      if row % Self.rowsOfProduct == Self.rowsOfProduct - 1 {
        value += log(product)
        product = 1
      }
      let pull = (1 - square * inverse) * inverse
      slope += pull * turn
      for column in columns.indices {
        let before = row > 0 ? -2 * weight * last * columns[column][row - 1] : 0
        columnTurns[column] = before + process.memory * columnTurns[column]
        columnSlopes[column] +=
          pull * columnTurns[column] - 2 * error * columns[column][row] * inverse
      }
      (weight, last) = (error < 0 ? process.fall : process.rise, error)
      news = error < 0 ? SIMD4(1, 0, square, 0) : SIMD4(1, square, 0, 0)
    }
    value += log(product)
    let free = process.free(slope, count: point.count - columns.count)
    for (index, total) in (columnSlopes + free).enumerated() { gradient[index] = total / 2 }
    return value.isFinite ? value / 2 : .infinity
  }
}
