/// The three Fama-French factors and momentum.
struct Carhart: ReturnModel {
  let id: ModelID = "carhart"
  let title = "Four-factor model of Carhart"
  let formula = "E[R] = RF + alpha + beta MKT + s SMB + h HML + m MOM"
  let reference = "Carhart (1997), Journal of Finance 52"
  let usesMarket = false
  let usesFactors = true

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    try factorRegression(["mkt_rf", "smb", "hml", "mom"], in: context)
  }
}
