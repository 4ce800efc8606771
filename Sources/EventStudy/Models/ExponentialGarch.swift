import MarketData
import Statistics

/// The market model with errors whose variance moves by factors, more after falls than after rises.
///
/// As `Garch` otherwise.
struct ExponentialGarch: ReturnModel {
  let id: ModelID = "egarch"
  let title = "Market model with EGARCH(1,1) errors"
  let formula =
    "E[R] = alpha + beta Rm, ln h = omega + arch (|z_-1| - E|z|) + leverage z_-1 + garch ln h_-1"
  let reference = "Nelson (1991), Econometrica 59"
  let usesMarket = true
  let usesFactors = false
  /// Bars of one clock time have a variance of their own.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]
  let fitsQuickly = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try Garch().regression(in: context)
    regression.estimator = ExponentialGarchEstimator()
    regression.varianceTerms.append("leverage")
    return regression
  }
}

private struct ExponentialGarchEstimator: CoefficientEstimator {
  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    let fit = ExponentialGarchRegression(response: sample.response, columns: sample.regressors)
    guard let fit, abs(fit.garch) < GarchEstimator.endlessPersistence else {
      throw .undefinedModel
    }
    return CoefficientEstimate(
      coefficients: fit.coefficients,
      variance: ErrorVariance(
        parameters: [fit.omega, fit.arch, fit.garch, fit.leverage], mean: fit.meanVariance
      ) { sessions in sessions > 0 ? fit.variance(after: sessions) : fit.longRunVariance })
  }
}
