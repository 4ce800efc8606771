/// E[R] = RF + alpha + beta (Rm - RF), with the study's market series and the factor set's RF.
struct CapitalAssetPricing: ReturnModel {
  let id: ModelID = "capm"
  let title = "Capital asset pricing model"
  let formula = "E[R] = RF + alpha + beta (Rm - RF)"
  let reference = "Campbell, Lo & MacKinlay (1997), The Econometrics of Financial Markets, ch. 4"
  let usesMarket = true
  let usesFactors = true

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    let riskFree = try context.factor("rf")
    let excess = zip(try context.market(), riskFree).map { $0 - $1 }
    return Regression(
      offset: riskFree, terms: [("alpha", context.intercept), ("beta", excess)])
  }
}
