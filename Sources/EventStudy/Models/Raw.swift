/// E[R] = 0: the return itself is the abnormal return.
struct Raw: ReturnModel {
  let id: ModelID = "raw"
  let title = "Raw returns"
  let formula = "E[R] = 0"
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"
  let usesMarket = false
  let usesFactors = false

  func regression(in context: ModelContext) -> Regression {
    Regression(terms: [], residualVariance: .aboutMean)
  }
}
