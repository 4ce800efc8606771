import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Gaps in prices: what is kept, what is left out, and what is said about it.
@Suite struct MissingDataTests {
  /// One missing price costs two returns of 55, so 53 are valid.
  @Test(arguments: [(53, "included", nil), (54, "excluded", "insufficient_estimation")])
  func theMinimumOfEstimationSessions(_ minimum: Int, _ status: String, _ reason: String?) throws {
    var study = try SmallStudy(firms: 1)
    study.market.blank("F00", sessions: [50])
    study.spec.estimation.minimum = minimum
    let tables = try study.run()
    let event = try #require(tables.rows("events").first)
    #expect(event.text("status") == status && event.text("reason") == reason)
    #expect(event.integer("n_estimation") == 53)
    #expect(contractViolations(tables) == [])
  }

  /// A fit needs three degrees of freedom however low the study's minimum: 4 sessions serve the
  /// mean, not the market model.
  @Test func aModelsOwnMinimum() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["mean", "market"]
    study.spec.estimation.windows = [Window(-9 ... -6)]
    study.spec.estimation.minimum = 3
    let tables = try study.run()
    #expect(tables.rows("fits").map { $0.text("status") } == ["ok", "undefined"])
    #expect(tables.rows("fits").map { $0.text("reason") } == [nil, "insufficient_estimation"])
    #expect(tables.rows("events").first?.text("status") == "included")
    #expect(contractViolations(tables) == [])
  }

  @Test func aConstantMarketIsNoRegressor() throws {
    var study = try SmallStudy(firms: 2)
    study.spec.models = ["market", "mean"]
    study.market.setPrices(of: SyntheticMarket.index, [Double](repeating: 4000, count: 150))
    let tables = try study.run()
    #expect(
      tables.rows("fits", ["model": "market"]).map { $0.text("reason") }
        == ["singular_model", "singular_model"])
    #expect(tables.rows("fits", ["model": "mean"]).map { $0.text("status") } == ["ok", "ok"])
    #expect(tables.rows("notices", ["code": "singular_model"]).count == 1)
    study.spec.models = ["market"]
    let alone = try study.run()
    #expect(alone.rows("events").map { $0.text("reason") } == ["singular_model", "singular_model"])
    #expect(contractViolations(tables) + contractViolations(alone) == [])
  }

  @Test func aGapInsideTheWindow() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.windows = [Window(-2...3), Window(1...2)]
    study.market.blank("F00", sessions: [81])
    let tables = try study.run()
    let missing = tables.rows("ar", ["status": "undefined"])
    #expect(missing.map { $0.integer("rel_day") } == [1, 2])
    #expect(missing.map { $0.text("reason") } == ["missing_price", "multi_day_return"])
    #expect(missing.allSatisfy { $0.number("ar") == nil })
    let sum = tables.rows("ar").compactMap { $0.number("ar") }.reduce(0, +)
    let windows = tables.rows("car")
    #expect(windows.map { $0.integer("n_days") } == [4, 0])
    #expect(abs(try #require(windows.first?.number("car")) - sum) < 1e-15)
    #expect(windows.last?.text("reason") == "no_valid_event_days")
    #expect(windows.last?.number("car") == nil)
    #expect(contractViolations(tables) == [])
  }

  @Test func aSeriesThatEndsInsideTheWindow() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.windows = [Window(-2...3)]
    study.market.drop("F00", sessions: 82..<150)
    let tables = try study.run()
    #expect(tables.rows("car").first?.integer("n_days") == 4)
    #expect(
      tables.rows("ar").suffix(2).map { $0.text("reason") } == ["missing_price", "missing_price"])
    #expect(contractViolations(tables) == [])
  }

  @Test func theMarketsLastSessionInsideTheWindow() throws {
    var study = try SmallStudy(firms: 1, sessions: 82)
    study.spec.windows = [Window(-2...3)]
    let tables = try study.run()
    #expect(tables.rows("car").first?.integer("n_days") == 4)
    let after = try #require(tables.rows("ar").last)
    #expect(after["session"] == .missing && after.text("reason") == "missing_return")
    #expect(contractViolations(tables) == [])
  }

  @Test func aSeriesThatEndsBeforeTheWindow() throws {
    var study = try SmallStudy(firms: 2)
    study.market.drop("F00", sessions: 78..<150)
    let tables = try study.run()
    #expect(tables.rows("events").map { $0.text("reason") } == ["no_event_data", nil])
    #expect(tables.rows("ar", ["event_id": "E00"]).isEmpty)
    #expect(contractViolations(tables) == [])
  }

  /// A return over two sessions never stands beside a market return over one.
  @Test func aMissingPriceCostsTwoReturns() throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["raw"]
    study.market.drop("F00", sessions: [80])
    let actual = try study.run().rows("ar").map { $0.number("actual") == nil }
    #expect(actual == [false, false, true, true, false, false])
  }

  @Test(arguments: [0, -5, Double.missing])
  func aPriceThatIsNotPositiveIsMissing(_ price: Double) throws {
    var study = try SmallStudy(firms: 1)
    var prices = try #require(study.market.prices["F00"]).prices
    prices[80] = price
    study.market.setPrices(of: "F00", prices)
    let tables = try study.run()
    #expect(tables.rows("ar", ["status": "undefined"]).map { $0.integer("rel_day") } == [0, 1])
    #expect(contractViolations(tables) == [])
  }

  /// Brown and Warner's standardized deviation (1980, appendix A.3) averages the events that a day
  /// has, from the definition: residual / sigma of each firm about its mean return.
  @Test func aDayOfOneEventIsNotHalved() throws {
    var study = try SmallStudy(firms: 2, distance: 0)
    study.spec.models = ["mean"]
    study.spec.tests = [TestChoice("cda_t", variant: "standardized")]
    study.market.blank("F01", sessions: Array(30..<45))
    var days = [Int: [Double]]()
    for firm in ["F00", "F01"] as [Symbol] {
      let prices = try #require(study.market.prices[firm]).prices
      let returns = (20...74).map { ($0, prices[$0] / prices[$0 - 1] - 1) }
        .filter { !$0.1.isNaN }
      let mean = returns.reduce(0) { $0 + $1.1 } / Double(returns.count)
      let squares = returns.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
      let sigma = (squares / Double(returns.count - 1)).squareRoot()
      for (day, value) in returns { days[day, default: []].append((value - mean) / sigma) }
    }
    let means = days.sorted { $0.key < $1.key }.map { $1.reduce(0, +) / Double($1.count) }
    let centre = means.reduce(0, +) / 55
    let variance = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / 54
    let errors = try study.run().rows("tests").compactMap { $0.number("std_error") }
    try #require(errors.count == 8 && means.count == 55)
    for error in errors { #expect(abs(error - variance.squareRoot()) < 1e-12) }
  }
}
