import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// Market models that other estimators than least squares fit.
@Suite struct RobustModelsTests {
  private static func coefficients(_ tables: TableSet) -> [Double] {
    tables.rows("models").compactMap { $0.number("estimate") }
  }

  /// From numpy 2.4.6 by `Reference/fowler_rorke.py`.
  @Test(arguments: [
    (Int?.none, [-0.0016128310919191324, 0.4052097570977212]),
    (50, [-0.0015034663794782181, 0.5648885804839726]),
  ])
  func fowlerRorkeIsTheReference(_ gap: Int?, _ expected: [Double]) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = ["fowler-rorke"]
    study.spec.alignment.calendar = .exchange("XNYS")
    if let gap { study.market.blank("^MKT", sessions: [gap]) }
    let found = Self.coefficients(try study.run())
    try #require(found.count == 2)
    for (value, reference) in zip(found, expected) { #expect(abs(value / reference - 1) < 1e-9) }
  }

  /// The returns of a series' sessions, the first of them missing.
  private static func returns(_ study: SmallStudy, _ symbol: Symbol) throws -> [Double] {
    let prices = try #require(study.market.prices[symbol]).prices
    return [.nan] + zip(prices.dropFirst(), prices).map { $0 / $1 - 1 }
  }

  private static func line(_ model: ModelID, _ x: [Double], _ y: [Double]) throws -> [Double] {
    switch model {
    case "huber":
      let ones = [Double](repeating: 1, count: x.count)
      return try #require(HuberRegression(response: y, columns: [ones, x])).coefficients
    case "lad":
      let line = try #require(LeastAbsoluteLine(x, y))
      return [line.intercept, line.slope]
    default:
      let line = try #require(TheilSenLine(x, y))
      return [line.intercept, line.slope]
    }
  }

  /// The event of F00 is in session 80, and its estimation window holds sessions 20 to 74; the market
  /// lacks a price, with which two of them go.
  @Test(arguments: ["huber", "lad", "theil-sen"] as [ModelID])
  func theLineIsThatOfTheValidEstimationDays(_ model: ModelID) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = [ModelChoice(model)]
    study.spec.alignment.calendar = .exchange("XNYS")
    study.market.blank("^MKT", sessions: [50])
    let days = (20...74).filter { $0 != 50 && $0 != 51 }
    let (x, y) = (try Self.returns(study, "^MKT"), try Self.returns(study, "F00"))
    let expected = try Self.line(model, days.map { x[$0] }, days.map { y[$0] })
    let tables = try study.run()
    let found = Self.coefficients(tables)
    try #require(found.count == 2)
    for (value, reference) in zip(found, expected) { #expect(abs(value / reference - 1) < 1e-9) }
    for row in tables.rows("ar") {
      let (actual, ar) = (try #require(row.number("actual")), try #require(row.number("ar")))
      let day = 80 + (try #require(row.integer("rel_day")))
      #expect(abs(actual - found[0] - found[1] * x[day] - ar) < 1e-12)
      #expect(row.text("reason") == "approximate_prediction_error")
    }
    #expect(contractViolations(tables) == [])
  }
}
