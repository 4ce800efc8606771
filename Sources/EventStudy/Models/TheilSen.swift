import MarketData
import Statistics

/// The market model with the median slope between all pairs of estimation days.
///
/// As `HuberModel` otherwise.
struct TheilSen: ReturnModel {
  let id: ModelID = "theil-sen"
  let title = "Market model by the median of slopes"
  let formula = "E[R] = alpha + beta Rm, beta the median slope of pairs of days"
  let reference = "Sen (1968), Journal of the American Statistical Association 63"
  let usesMarket = true
  let usesFactors = false
  /// Bars are weighted by their clock time instead.
  let explainsBars = false
  let measures = [StudySpec.Measure.return]
  let fitsQuickly = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try MarketModel().regression(in: context)
    regression.estimator = LineEstimator { x, y in
      TheilSenLine(x, y).map { [$0.intercept, $0.slope] }
    }
    return regression
  }
}
