/// Market, size, value, profitability and investment factors.
struct FamaFrenchFive: ReturnModel {
  let id: ModelID = "ff5"
  let title = "Five-factor model of Fama and French"
  let formula = "E[R] = RF + alpha + beta MKT + s SMB + h HML + r RMW + c CMA"
  let reference = "Fama & French (2015), Journal of Financial Economics 116"
  let usesMarket = false
  let usesFactors = true

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    try factorRegression(["mkt_rf", "smb", "hml", "rmw", "cma"], in: context)
  }
}
