import MarketData
import Statistics

/// Beta from a regression on the market of the day before, the day and the day after, the outer
/// slopes weighted by the market's autocorrelation, for stocks that trade thinly.
///
/// As `Dimson`, market returns just outside the estimation window serve its first and last days. No
/// exact prediction error is known; that of the market model stands in for it.
struct FowlerRorke: ReturnModel {
  let id: ModelID = "fowler-rorke"
  let title = "Beta of Fowler and Rorke"
  let formula =
    "E[R] = alpha + beta Rm, beta = w b_-1 + b_0 + w b_+1, w = (1 + rho) / (1 + 2 rho)"
  let reference = "Fowler & Rorke (1983), Journal of Financial Economics 12"
  let usesMarket = true
  let usesFactors = false
  /// The bars before and after one are not its neighbours among bars of the same clock times.
  let explainsBars = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = try MarketModel().regression(in: context)
    regression.estimator = FowlerRorkeEstimator()
    return regression
  }
}

private struct FowlerRorkeEstimator: CoefficientEstimator {
  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    let market = sample.column(1)
    let sessions = 0..<sample.design.sessionCount
    let days = sample.sessions.filter { t in
      sessions.contains(t - 1) && sessions.contains(t + 1) && !market[t - 1].isMissing
        && !market[t + 1].isMissing
    }
    let rho = autocorrelation(of: market, over: sample.span)
    let weight = (1 + rho) / (try neighbourDenominator(rho))
    let leastSquares = LeastSquares(maximumRows: days.count, maximumColumns: 4)
    for (row, t) in days.enumerated() {
      leastSquares.response[row] = sample.returns[t]
      leastSquares.columns(0)[row] = 1
      for shift in -1...1 { leastSquares.columns(2 + shift)[row] = market[t + shift] }
    }
    guard leastSquares.solve(rows: days.count, columns: 4) == .solved else {
      throw .singularModel
    }
    let outer = leastSquares.coefficient(1) + leastSquares.coefficient(3)
    let beta = weight * outer + leastSquares.coefficient(2)
    guard let mean = sample.response.mean, let marketMean = sample.regressors[1].mean else {
      throw .undefinedModel
    }
    return CoefficientEstimate(coefficients: [mean - beta * marketMean, beta])
  }
}
