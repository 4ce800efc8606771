import Foundation
import MarketData
import Statistics

/// One replicate of a scenario: log returns that were drawn, without any effect.
///
/// Everything depends on the seed and on the replicate's number alone.
struct SimulatedMarket {
  let plan: SimulationPlan
  /// The market's log returns by session; the first session has none and holds zero.
  let market: [Double]
  let betas: [Double]
  /// The residuals of each firm over its own sessions.
  let residuals: [[Double]]

  init(_ plan: SimulationPlan, replicate: Int) {
    let scenario = plan.scenario
    var stream = RandomStream(seed: scenario.seed, substream: UInt64(replicate))
    let source = ResidualSource(scenario.shape, correlation: scenario.correlation)
    let common = scenario.correlation.squareRoot()
    let own = (1 - scenario.correlation).squareRoot()
    var (market, factor) = ([0.0], [0.0])
    for _ in plan.dates.dropFirst() {
      market.append(SimulationScenario.marketDeviation * stream.normal())
      factor.append(source.draw(&stream))
    }
    var betas: [Double] = []
    var residuals: [[Double]] = []
    let range = SimulationScenario.betas
    for firm in plan.firms {
      betas.append(
        range.lowerBound + (range.upperBound - range.lowerBound) * stream.uniform())
      var values = [Double](repeating: 0, count: firm.sessions.count)
      for (place, session) in firm.sessions.enumerated() {
        values[place] =
          firm.deviations[place] * (common * factor[session] + own * source.draw(&stream))
      }
      residuals.append(values)
    }
    self.plan = plan
    self.market = market
    self.betas = betas
    self.residuals = residuals
  }

  /// What a study reads, with an effect of some residual deviations on every event.
  func inputs(effect: Double, exchange: ExchangeCalendar) -> StudyInputs {
    var prices = [
      SimulationScenario.market: PriceSeries(dates: plan.dates, prices: compounded(market))
    ]
    for (index, firm) in plan.firms.enumerated() {
      prices[firm.symbol] = PriceSeries(
        dates: firm.dates, prices: compounded(returns(ofFirm: index, effect: effect)))
    }
    return StudyInputs(events: plan.events, prices: prices, factors: nil, exchange: exchange)
  }

  private func returns(ofFirm index: Int, effect: Double) -> [Double] {
    let firm = plan.firms[index]
    var returns = residuals[index]
    for (place, session) in firm.sessions.enumerated() {
      returns[place] += betas[index] * market[session]
    }
    for place in firm.effectSessions {
      returns[place] += effect * SimulationScenario.residualDeviation
    }
    return returns
  }

  /// Prices from 100 on; the first return has no price before it and is passed over.
  private func compounded(_ returns: [Double]) -> [Double] {
    var price = 100.0
    var prices = [price]
    prices.reserveCapacity(returns.count)
    for change in returns.dropFirst() {
      price *= exp(change)
      prices.append(price)
    }
    return prices
  }
}
