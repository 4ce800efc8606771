/// Every factor of the study's factor sets, whatever they are.
struct FactorModel: ReturnModel {
  let id: ModelID = "factors"
  let title = "All factors of the set"
  let formula = "E[R] = RF + alpha + b'F"
  let reference = "Campbell, Lo & MacKinlay (1997), The Econometrics of Financial Markets, ch. 6"
  let usesMarket = false
  let usesFactors = true

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    let names = context.factorNames
    guard names.contains("rf") else {
      // A set without a risk-free rate explains returns themselves.
      let factors = try names.map { name throws(ModelProblem) in
        (name == "mkt_rf" ? "beta" : name, try context.factor(name))
      }
      return Regression(terms: [("alpha", context.intercept)] + factors)
    }
    return try factorRegression(names.filter { $0 != "rf" }, in: context)
  }
}
