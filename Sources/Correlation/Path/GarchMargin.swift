import Foundation
import Statistics

/// A GARCH(1,1) fitted to the deviations of a series from its mean by Gaussian quasi-likelihood
/// (Bollerslev 1986, Journal of Econometrics 31:307-327).
///
/// h_t = omega + alpha e_{t-1}^2 + beta h_{t-1}; before the first day both are the sample variance.
struct GarchMargin: Sendable {
  let mean: Double
  let omega: Double
  let alpha: Double
  let beta: Double
  let logLikelihood: Double
  /// The deviations over their conditional standard deviations.
  let standardized: [Double]
  /// Why the fit is to be taken with care: a parameter at the edge of its range, or no convergence.
  let caution: String?

  /// Fits a series that varies.
  init?(_ series: [Double]) {
    guard let mean = series.mean, let squares = series.sumOfSquaredDeviations, squares > 0 else {
      return nil
    }
    let variance = squares / Double(series.count)
    let scaled = series.map { ($0 - mean) / variance.squareRoot() }
    let found = DynamicParameters.estimate(starts: Self.starts, hasLevel: true) {
      Self.negativeLogLikelihood(scaled, $0)
    }
    let parameters = found.parameters
    (self.mean, alpha, beta) = (mean, parameters.news, parameters.memory)
    omega = parameters.level * variance
    // The density of the series is that of the scaled one over its standard deviation.
    logLikelihood = -found.value - Double(series.count) * log(variance) / 2
    let h = Self.variances(scaled, parameters)
    standardized = zip(scaled, h).map { $0 / $1.squareRoot() }
    caution = found.caution
  }

  private static let starts = [(0.05, 0.9), (0.1, 0.8), (0.2, 0.5), (0.02, 0.97)]

  private static func negativeLogLikelihood(
    _ scaled: [Double], _ parameters: DynamicParameters
  ) -> Double {
    var (h, square, sum) = (1.0, 1.0, 0.0)
    for value in scaled {
      h = parameters.level + parameters.news * square + parameters.memory * h
      square = value * value
      sum += log(h) + square / h
    }
    return (sum + Double(scaled.count) * log(2 * .pi)) / 2
  }

  private static func variances(_ scaled: [Double], _ parameters: DynamicParameters) -> [Double] {
    var (h, square) = (1.0, 1.0)
    return scaled.map { value in
      h = parameters.level + parameters.news * square + parameters.memory * h
      square = value * value
      return h
    }
  }
}

/// The parameters of a process that moves with the latest news and remembers: `news` and `memory`
/// are not negative and sum to less than 1.
struct DynamicParameters: Hashable, Sendable {
  let level: Double
  let news: Double
  let memory: Double

  /// From any numbers: the logarithm of the level, the logits of the sum and of the news' share.
  private init(free: [Double], hasLevel: Bool) {
    let rest = hasLevel ? Array(free.dropFirst()) : free
    let (sum, share) = (1 / (1 + exp(-rest[0])), 1 / (1 + exp(-rest[1])))
    (news, memory) = (sum * share, sum * (1 - share))
    level = hasLevel ? exp(free[0]) : 1 - news - memory
  }

  private static func free(news: Double, memory: Double, hasLevel: Bool) -> [Double] {
    let sum = news + memory
    let logits = [log(sum / (1 - sum)), log(news / memory)]
    return hasLevel ? [log(1 - sum)] + logits : logits
  }

  /// The parameters with the least value, from the best of some starting points.
  static func estimate(
    starts: [(news: Double, memory: Double)], hasLevel: Bool,
    _ value: (DynamicParameters) -> Double
  ) -> (parameters: DynamicParameters, value: Double, caution: String?) {
    func objective(_ free: [Double]) -> Double {
      let found = value(DynamicParameters(free: free, hasLevel: hasLevel))
      return found.isFinite ? found : .infinity
    }
    let minima = starts.map { start in
      NelderMead.minimum(
        from: free(news: start.news, memory: start.memory, hasLevel: hasLevel), step: 0.5,
        objective)
    }
    let best = minima.dropFirst().reduce(minima[0]) { $1.value < $0.value ? $1 : $0 }
    let parameters = DynamicParameters(free: best.point, hasLevel: hasLevel)
    return (parameters, best.value, parameters.caution(isConverged: best.isConverged))
  }

  private func caution(isConverged: Bool) -> String? {
    if news < 1e-5 || memory < 1e-5 || news + memory > 1 - 1e-5 { return "parameter_at_boundary" }
    return isConverged ? nil : "no_convergence"
  }
}
