/// E[R] = Rm: nothing is estimated, so nothing adds to the prediction error.
struct MarketAdjusted: ReturnModel {
  let id: ModelID = "market-adjusted"
  let title = "Market-adjusted returns"
  let formula = "E[R] = Rm"
  let reference = "Brown & Warner (1980), Journal of Financial Economics 8"
  let usesMarket = true
  let usesFactors = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    Regression(offset: try context.market(), terms: [], residualVariance: .aboutMean)
  }
}
