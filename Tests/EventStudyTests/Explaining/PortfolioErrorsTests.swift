import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// A coefficient of a cross-section with one session is the CAR of a portfolio of its events, and is
/// judged as a firm with that portfolio's returns is.
@Suite struct PortfolioErrorsTests {
  private static let sizes = [1.0, 2, 2.5, 4, 4.5, 7]
  private static let start = 100.0
  private var study: SmallStudy

  init() throws {
    study = try SmallStudy(distance: 0)
    study.spec.tests = ["csect_t"]
    study.events = study.events.enumerated().map { index, event in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: event.time,
        covariates: [NewsEvent.Covariate(name: "size", value: "\(Self.sizes[index])")])
    }
  }

  private func explained(_ study: SmallStudy) throws -> [Row] {
    let inputs = study.market.inputs(study.events, exchange: try .named("XNYS"))
    let fitted = try Study(study.spec).fit(to: inputs, threads: 1)
    let tables = try study.run()
    var spec = RegressionSpec(covariates: ["size"])
    spec.errors = .portfolio
    let regression = try ReactionRegression(
      spec, car: try #require(tables["car"]),
      events: try ExplainedEvents(try #require(tables["events"]), list: study.events),
      residuals: EstimationResiduals(fitted))
    return regression.tables(number: 1).rows("regressions")
  }

  @Test("Estimate, standard error, t and degrees of freedom of the portfolio itself")
  func portfolioOfItsEvents() throws {
    let found = try explained(study)
    let mean = Self.sizes.reduce(0, +) / 6
    let spread = Self.sizes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let weights = [
      "intercept": Self.sizes.map { 1.0 / 6 - mean * ($0 - mean) / spread },
      "size": Self.sizes.map { ($0 - mean) / spread },
    ]
    for (term, weights) in weights {
      var single = study
      let symbol: Symbol = "PORTFOLIO"
      single.market.setPrices(of: symbol, try prices(of: weights))
      let tables = try single.with([single.event("P", symbol, 80)]).run()
      let expected = tables.rows("car")
      let rows = found.filter { $0.text("term") == term }
      #expect(rows.count == 2 && expected.count == 2)
      for (row, portfolio) in zip(rows, expected) {
        let pairs = [
          ("estimate", "car"), ("std_error", "std_error"), ("statistic", "statistic"),
          ("p_value", "p_value"),
        ]
        for (mine, theirs) in pairs {
          let (a, b) = (row.number(mine) ?? .nan, portfolio.number(theirs) ?? .nan)
          #expect(abs(a - b) <= 1e-9 * abs(b) + 1e-14, "\(term) \(mine): \(a), not \(b)")
        }
        #expect(row.integer("df") == portfolio.integer("df"))
      }
    }
  }

  /// Prices whose simple returns are weighted sums of the firms'.
  private func prices(of weights: [Double]) throws -> [Double] {
    let firms = try weights.indices.map {
      try #require(study.market.prices[SyntheticMarket.firm($0)]).prices
    }
    var price = Self.start
    return firms[0].indices.map { t in
      if t > 0 {
        price *= 1 + zip(weights, firms).reduce(0) { $0 + $1.0 * ($1.1[t] / $1.1[t - 1] - 1) }
      }
      return price
    }
  }

  @Test("Events of several sessions, or of different days, have none")
  func notTogether() throws {
    var spread = try SmallStudy(distance: 3)
    spread.spec.tests = ["csect_t"]
    spread.events = spread.events.enumerated().map { index, event in
      NewsEvent(
        id: event.id, symbol: event.symbol, time: event.time,
        covariates: [NewsEvent.Covariate(name: "size", value: "\(Self.sizes[index])")])
    }
    #expect(Set(try explained(spread).map { $0.text("reason") }) == ["different_dates"])
    var gap = study
    gap.market.blank(SyntheticMarket.firm(2), sessions: [50])
    #expect(Set(try explained(gap).map { $0.text("reason") }) == ["different_sessions"])
  }
}
