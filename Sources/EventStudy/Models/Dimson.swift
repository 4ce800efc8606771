import MarketData

/// Beta summed over lagged and leading market returns, for stocks that trade thinly.
///
/// The expected return is that of the whole regression, so its prediction errors are exact. Market
/// returns just outside the estimation window serve as lags and leads of its first and last days.
struct Dimson: ReturnModel {
  let id: ModelID = "dimson"
  let title = "Aggregated coefficients of Dimson"
  let formula = "E[R] = alpha + sum of b_j Rm(t+j), j from -lags to leads; beta = sum of b_j"
  let reference = "Dimson (1979), Journal of Financial Economics 7"
  let usesMarket = true
  let usesFactors = false
  /// The bars before and after one are not its neighbours among bars of the same clock times.
  let explainsBars = false

  private var lags = 1
  private var leads = 1

  var settings: [ModelSetting] {
    [ModelSetting(name: "lags", value: lags), ModelSetting(name: "leads", value: leads)]
  }

  func with(_ settings: [ModelSetting]) -> any ReturnModel {
    var copy = self
    for setting in settings {
      if setting.name == "lags" { copy.lags = setting.value } else { copy.leads = setting.value }
    }
    return copy
  }

  func regression(in context: ModelContext) throws(ModelProblem) -> Regression {
    let market = try context.market()
    let slopes = (-lags...leads).map { shift in
      (name: name(of: shift), values: shifted(market, by: shift))
    }
    var regression = Regression(terms: [("alpha", context.intercept)] + slopes)
    regression.total = Regression.Total(name: "beta", terms: 1..<slopes.count + 1)
    return regression
  }

  private func name(of shift: Int) -> String {
    shift == 0 ? "beta_0" : shift < 0 ? "beta_lag\(-shift)" : "beta_lead\(shift)"
  }

  /// The value `shift` sessions later at every session; missing past the ends.
  private func shifted(_ values: [Double], by shift: Int) -> [Double] {
    values.indices.map { values.indices.contains($0 + shift) ? values[$0 + shift] : .missing }
  }
}
