import MarketData
import Statistics

/// The market model with errors whose variance follows a GARCH(1,1), for stocks with quiet and
/// restless times.
///
/// The event days are judged by the variance foreseen on the last estimation day, which returns to
/// its mean as they lie further off. It leaves out the errors of the coefficients, so statistics of
/// single events are marked as approximate.
struct Garch: ReturnModel {
  let id: ModelID = "garch"
  let title = "Market model with GARCH(1,1) errors"
  let formula = "E[R] = alpha + beta Rm, h = omega + arch e_-1^2 + garch h_-1"
  let reference = "Bollerslev (1986), Journal of Econometrics 31"
  let usesMarket = true
  let usesFactors = false
  /// Bars of one clock time have a variance of their own.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]
  let fitsQuickly = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try MarketModel().regression(in: context)
    regression.estimator = GarchEstimator(form: .symmetric)
    regression.varianceTerms = ["omega", "arch", "garch"]
    return regression
  }
}

/// Estimates coefficients and the parameters of the variance together.
struct GarchEstimator: CoefficientEstimator {
  /// From here on shocks never die out, and the variance has no mean to return to.
  static let endlessPersistence = 1 - 1e-6

  let form: GarchRegression.Form

  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    let fit = GarchRegression(
      response: sample.response, columns: sample.regressors, form: form)
    guard let fit, fit.persistence < Self.endlessPersistence else { throw .undefinedModel }
    let leverage = form == .leveraged ? [fit.leverage] : []
    return CoefficientEstimate(
      coefficients: fit.coefficients,
      variance: ErrorVariance(
        parameters: [fit.omega, fit.arch, fit.garch] + leverage, mean: fit.meanVariance
      ) { sessions in
        sessions > 0 ? fit.variance(after: sessions) : fit.omega / (1 - fit.persistence)
      })
  }
}
