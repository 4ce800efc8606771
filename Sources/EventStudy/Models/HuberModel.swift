import MarketData
import Statistics

/// The market model by an estimator that weighs down outliers of the estimation window.
///
/// The prediction errors of least squares stand in for its own, so statistics of single events are
/// marked as approximate.
struct HuberModel: ReturnModel {
  let id: ModelID = "huber"
  let title = "Market model by Huber's M-estimator"
  let formula = "E[R] = alpha + beta Rm, residuals beyond 1.345 scales weighed down"
  let reference = "Huber (1964), Annals of Mathematical Statistics 35"
  let usesMarket = true
  let usesFactors = false
  /// Bars are weighted by their clock time instead.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try MarketModel().regression(in: context)
    regression.estimator = HuberEstimator()
    return regression
  }
}

private struct HuberEstimator: CoefficientEstimator {
  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    guard let fit = HuberRegression(response: sample.response, columns: sample.regressors) else {
      throw .undefinedModel
    }
    return CoefficientEstimate(coefficients: fit.coefficients)
  }
}
