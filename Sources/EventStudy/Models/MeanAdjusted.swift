/// E[R] = the security's own average return over the estimation window.
struct MeanAdjusted: ReturnModel {
  let id: ModelID = "mean"
  let title = "Mean-adjusted returns"
  let formula = "E[R] = alpha"
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"
  let usesMarket = false
  let usesFactors = false
  let measures = StudySpec.Measure.allCases

  func regression(in context: ModelContext) -> Regression {
    Regression(terms: [("alpha", context.intercept)])
  }
}
