/// E[R] = alpha + beta Rm, by least squares.
struct MarketModel: ReturnModel {
  let id: ModelID = "market"
  let title = "Market model"
  let formula = "E[R] = alpha + beta Rm"
  let reference = "MacKinlay (1997), Journal of Economic Literature 35"
  let usesMarket = true
  let usesFactors = false
  let measures = StudySpec.Measure.allCases

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    Regression(terms: [("alpha", context.intercept), ("beta", try context.market())])
  }
}
