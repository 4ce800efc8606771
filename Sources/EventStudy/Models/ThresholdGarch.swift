import MarketData
import Statistics

/// The market model with errors whose variance rises more after falls than after rises.
///
/// As `Garch` otherwise.
struct ThresholdGarch: ReturnModel {
  let id: ModelID = "gjr"
  let title = "Market model with GJR-GARCH(1,1) errors"
  let formula =
    "E[R] = alpha + beta Rm, h = omega + (arch + leverage [e_-1 < 0]) e_-1^2 + garch h_-1"
  let reference = "Glosten, Jagannathan & Runkle (1993), Journal of Finance 48"
  let usesMarket = true
  let usesFactors = false
  /// Bars of one clock time have a variance of their own.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]
  let fitsQuickly = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try Garch().regression(in: context)
    regression.estimator = GarchEstimator(form: .leveraged)
    regression.varianceTerms.append("leverage")
    return regression
  }
}
