import MarketData

/// Beta from three regressions on the market of the day before, the day and the day after, for
/// stocks that do not trade at the close.
///
/// No exact prediction error is known; that of the market model stands in for it, and statistics
/// of single events are marked as approximate.
struct ScholesWilliams: ReturnModel {
  let id: ModelID = "scholes-williams"
  let title = "Beta of Scholes and Williams"
  let formula = "E[R] = alpha + beta Rm, beta = (b_-1 + b_0 + b_+1) / (1 + 2 rho)"
  let reference = "Scholes & Williams (1977), Journal of Financial Economics 5"
  let usesMarket = true
  let usesFactors = false
  /// The bars before and after one are not its neighbours among bars of the same clock times.
  let explainsBars = false

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    var regression = Regression(
      terms: [("alpha", context.intercept), ("beta", try context.market())])
    regression.estimator = ScholesWilliamsEstimator()
    return regression
  }
}

/// Sums run over the estimation days whose neighbours are in the window too.
private struct ScholesWilliamsEstimator: CoefficientEstimator {
  func estimate(_ sample: EstimationSample) throws(Exclusion) -> CoefficientEstimate {
    let market = sample.column(1)
    let inner = sample.sessions.filter { t in
      sample.span.lowerBound < t && t < sample.span.upperBound
        && !market[t - 1].isMissing && !market[t + 1].isMissing
    }
    let returns = inner.map { sample.returns[$0] }
    let slopes = [-1, 0, 1].map { shift in slope(of: returns, on: inner.map { market[$0 + shift] })
    }
    let rho = autocorrelation(of: market, over: sample.span)
    let beta = slopes.reduce(0, +) / (try neighbourDenominator(rho))
    let alpha = mean(returns) - beta * mean(inner.map { market[$0] })
    return CoefficientEstimate(coefficients: [alpha, beta])
  }
}

/// 1 + 2 rho, by which slopes on neighbouring days are divided.
///
/// - Throws: `Exclusion.undefinedModel` where it is too small to say anything about beta.
func neighbourDenominator(_ rho: Double) throws(Exclusion) -> Double {
  let denominator = 1 + 2 * rho
  guard denominator > 0.1 else { throw .undefinedModel }
  return denominator
}

/// The correlation of the market's return with that of the session before, over a span.
func autocorrelation(
  of market: UnsafePointer<Double>, over span: ClosedRange<Int>
) -> Double {
  let days = span.dropFirst().filter { !market[$0].isMissing && !market[$0 - 1].isMissing }
  let (today, before) = (days.map { market[$0] }, days.map { market[$0 - 1] })
  let slopes = (slope(of: today, on: before), slope(of: before, on: today))
  // The correlation is the geometric mean of both slopes, with their sign.
  return (slopes.0 * slopes.1).squareRoot() * (slopes.0 < 0 ? -1 : 1)
}

private func slope(of y: [Double], on x: [Double]) -> Double {
  let (xMean, yMean) = (mean(x), mean(y))
  let product = zip(x, y).reduce(0) { $0 + ($1.0 - xMean) * ($1.1 - yMean) }
  return product / x.reduce(0) { $0 + ($1 - xMean) * ($1 - xMean) }
}

private func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(values.count)
}
