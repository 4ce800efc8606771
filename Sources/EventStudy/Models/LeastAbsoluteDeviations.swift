import MarketData
import Statistics

/// The market model of the conditional median, which outliers of the estimation window hardly move.
///
/// As `HuberModel` otherwise.
struct LeastAbsoluteDeviations: ReturnModel {
  let id: ModelID = "lad"
  let title = "Market model by least absolute deviations"
  let formula = "E[R] = alpha + beta Rm, the sum of |R - alpha - beta Rm| least"
  let reference = "Koenker & Bassett (1978), Econometrica 46"
  let usesMarket = true
  let usesFactors = false
  /// Bars are weighted by their clock time instead.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try MarketModel().regression(in: context)
    regression.estimator = LineEstimator { x, y in
      LeastAbsoluteLine(x, y).map { [$0.intercept, $0.slope] }
    }
    return regression
  }
}

/// Fits a line to the market's returns.
struct LineEstimator: CoefficientEstimator {
  /// The intercept and the slope; `nil` when there is no line.
  let line: @Sendable (_ market: [Double], _ returns: [Double]) -> [Double]?

  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    guard let line = line(sample.regressors[1], sample.response) else { throw .undefinedModel }
    return CoefficientEstimate(coefficients: line)
  }
}
