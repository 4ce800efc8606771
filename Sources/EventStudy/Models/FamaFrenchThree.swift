/// Market, size and value factors.
struct FamaFrenchThree: ReturnModel {
  let id: ModelID = "ff3"
  let title = "Three-factor model of Fama and French"
  let formula = "E[R] = RF + alpha + beta MKT + s SMB + h HML"
  let reference = "Fama & French (1993), Journal of Financial Economics 33"
  let usesMarket = false
  let usesFactors = true

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    try factorRegression(["mkt_rf", "smb", "hml"], in: context)
  }
}
