import Foundation
import Statistics

/// Engle's dynamic conditional correlation of two series (2002, Journal of Business & Economic
/// Statistics 20:339-350), in two steps with variance targeting.
///
/// Each series gets a GARCH(1,1); of the standardized deviations e, with mean product Q_bar,
/// Q_t = (1 - a - b) Q_bar + a e_{t-1} e'_{t-1} + b Q_{t-1}, which starts at Q_bar, and the
/// correlation is that of Q_t.
struct DynamicCorrelation: Sendable {
  let margins: [GarchMargin]
  let news: Double
  let memory: Double
  /// Of both margins and of the correlation.
  let logLikelihood: Double
  /// One correlation a day, from what was known the day before.
  let path: [Double]
  let caution: String?
  let constancy: ConstantCorrelationTest?

  /// Fits two series of the same days; `nil` when one of them does not vary.
  init?(_ x: [Double], _ y: [Double]) {
    guard let first = GarchMargin(x), let second = GarchMargin(y) else { return nil }
    let residuals = zip(first.standardized, second.standardized).map { SIMD2($0, $1) }
    let target = Self.target(residuals)
    let found = DynamicParameters.estimate(
      starts: [(0.05, 0.9), (0.02, 0.5), (0.15, 0.7)], hasLevel: false
    ) { parameters in
      var sum = 0.0
      Self.forEachCorrelation(residuals, target, parameters) { r, e in
        let rest = 1 - r * r
        sum +=
          log(rest) + (e.x * e.x + e.y * e.y - 2 * r * e.x * e.y) / rest
          - (e.x * e.x + e.y * e.y)
      }
      return sum / 2
    }
    margins = [first, second]
    (news, memory) = (found.parameters.news, found.parameters.memory)
    logLikelihood = first.logLikelihood + second.logLikelihood - found.value
    var path: [Double] = []
    Self.forEachCorrelation(residuals, target, found.parameters) { r, _ in path.append(r) }
    self.path = path
    caution = found.caution
    constancy = ConstantCorrelationTest(residuals)
  }

  /// The mean products of the residuals: of the first, of the second, of both.
  private static func target(_ residuals: [SIMD2<Double>]) -> SIMD3<Double> {
    let sum = residuals.reduce(SIMD3<Double>.zero) { $0 + products($1) }
    return sum / Double(residuals.count)
  }

  private static func products(_ e: SIMD2<Double>) -> SIMD3<Double> {
    SIMD3(e.x * e.x, e.y * e.y, e.x * e.y)
  }

  private static func forEachCorrelation(
    _ residuals: [SIMD2<Double>], _ target: SIMD3<Double>, _ parameters: DynamicParameters,
    _ body: (Double, SIMD2<Double>) -> Void
  ) {
    let level = (1 - parameters.news - parameters.memory) * target
    var q = target
    for e in residuals {
      body(q.z / (q.x * q.y).squareRoot(), e)
      q = level + parameters.news * products(e) + parameters.memory * q
    }
  }
}

/// Engle and Sheppard's test that a correlation is constant (2001, NBER working paper 8554).
///
/// Residuals are made uncorrelated by the constant correlation; their product is regressed on a
/// constant and its own five lags. The explained sum of squares over the residual variance is
/// chi-squared with six degrees of freedom when nothing changes.
struct ConstantCorrelationTest: Hashable, Sendable {
  static let lags = 5

  let statistic: Double
  var degreesOfFreedom: Int { Self.lags + 1 }
  var pValue: Double {
    NullDistribution.chiSquared(degreesOfFreedom: Double(degreesOfFreedom)).upperTail(statistic)
  }

  /// The test of residuals of unit variance; `nil` when there are too few.
  init?(_ residuals: [SIMD2<Double>]) {
    let products = Self.uncorrelatedProducts(residuals)
    let rows = products.count - Self.lags
    guard rows > 2 * (Self.lags + 1) else { return nil }
    let regression = LeastSquares(maximumRows: rows, maximumColumns: Self.lags + 1)
    for t in 0..<rows {
      regression.response[t] = products[t + Self.lags]
      regression.columns(0)[t] = 1
      for lag in 1...Self.lags { regression.columns(lag)[t] = products[t + Self.lags - lag] }
    }
    guard regression.solve(rows: rows, columns: Self.lags + 1) == .solved else { return nil }
    let total = products.dropFirst(Self.lags).reduce(0) { $0 + $1 * $1 }
    let rest = regression.sumOfSquaredResiduals
    statistic = (total - rest) / (rest / Double(rows - Self.lags - 1))
  }

  /// The products of both parts of R^(-1/2) e, with the symmetric root of the sample correlation.
  private static func uncorrelatedProducts(_ residuals: [SIMD2<Double>]) -> [Double] {
    let sums = residuals.reduce(SIMD3<Double>.zero) {
      $0 + SIMD3($1.x * $1.x, $1.y * $1.y, $1.x * $1.y)
    }
    let r = sums.z / (sums.x * sums.y).squareRoot()
    // The eigenvectors are the sum and the difference, with the eigenvalues 1 + r and 1 - r.
    let (plus, minus) = (0.5 / (1 + r).squareRoot(), 0.5 / (1 - r).squareRoot())
    let (same, other) = (plus + minus, plus - minus)
    return residuals.map { ($0.x * same + $0.y * other) * ($0.x * other + $0.y * same) }
  }
}
