import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// The rank tests on samples small enough to rank by hand.
@Suite struct RankTests {
  /// Returns of five estimation days and day 0, in percent.
  private struct Firm {
    var estimation: [Double]
    var event: Double
  }

  private static let first = Firm(estimation: [3, 1, 5, 2, 4], event: 6)
  private static let second = Firm(estimation: [1, 2, 3, 4, 5], event: 3.5)
  private static let choices: [TestChoice] = Catalog.tests.filter {
    $0.measures.contains(.return)
  }.flatMap { test in
    test.variants.map { TestChoice(test.id, variant: test.variants.count > 1 ? $0 : nil) }
  }

  private static let handMade: [(test: String, variant: String, z: Double, estimate: Double)] = [
    ("corrado_z", "cowan", 1.5 / (11 / 6.0).squareRoot(), 1.5 / 7),
    ("corrado_z", "sd", 1.5 / (11 / 5.0).squareRoot(), 1.5 / 7),
    ("cz_rank_z", "no_event_variance", 1.5 / (11 / 6.0).squareRoot(), 1.5 / 7),
    // Both are above their medians 3.5 and 3.25; the signs sum to -2 -2 0 0 2 2.
    ("cz_sign_z", "no_event_variance", 1.5.squareRoot(), 1.0),
  ]

  /// The study of raw returns of some firms that all have their event in one session.
  private func study(_ firms: [Firm]) throws -> TableSet {
    var study = try SmallStudy(firms: firms.count, sessions: 20)
    study.events = []
    for (number, firm) in firms.enumerated() {
      let symbol = SyntheticMarket.firm(number)
      var prices = Array(repeating: 100.0, count: 20)
      for (index, percent) in (firm.estimation + [firm.event]).enumerated() {
        prices[10 + index] = prices[9 + index] * (1 + percent / 100)
      }
      study.market.setPrices(of: symbol, prices)
      study.events.append(study.event("E\(number)", symbol, 15))
    }
    study.spec.models = ["raw"]
    study.spec.estimation.windows = [Window(-5 ... -1)]
    study.spec.estimation.minimum = 5
    study.spec.eventWindow = Window(0...0)
    study.spec.windows = [Window(0...0)]
    study.spec.tests = Self.choices
    return try study.run()
  }

  private func row(_ tables: TableSet, _ test: String, _ variant: String) throws -> Row {
    let rows = tables.rows("tests", ["level": "caar", "test": test, "variant": variant])
    return try #require(rows.first)
  }

  /// Ranks less 3.5 of the first firm are -0.5 -2.5 1.5 -1.5 0.5 2.5, of the second
  /// -2.5 -1.5 -0.5 1.5 2.5 0.5; their means -1.5 -2 0.5 0 1.5 1.5 have squares that sum to 11.
  @Test(arguments: handMade)
  func byHand(_ test: String, _ variant: String, _ z: Double, _ estimate: Double) throws {
    let tables = try study([Self.first, Self.second])
    let row = try row(tables, test, variant)
    #expect(abs(try #require(row.number("statistic")) - z) < 1e-14)
    #expect(abs(try #require(row.number("estimate")) - estimate) < 1e-14)
    let (null, error) = (test == "cz_sign_z" ? 0.5 : 0, try #require(row.number("std_error")))
    #expect(abs((estimate - null) / error - z) < 1e-14)
    #expect(row.text("reason") == "small_sample" && row.integer("n_events") == 2)
    #expect(contractViolations(tables) == [])
  }

  /// Estimation days in opposite orders rank alike on average, and the event above them all: then
  /// Z^2 = T - 1 = 5.
  @Test(arguments: ["leverage", "raw", "forecast"])
  func aPerfectRankHasNoFiniteStatistic(_ variant: String) throws {
    let tables = try study([
      Firm(estimation: [1, 2, 3, 4, 5], event: 20), Firm(estimation: [5, 4, 3, 2, 1], event: 21),
    ])
    let t = try row(tables, "grank_t", variant)
    #expect(t.text("status") == "undefined" && t.text("reason") == "perfect_rank")
    // (6/7 - 1/2) against the deviation of a uniform one of six ranks, of two events.
    let z = try row(tables, "grank_z", variant)
    let deviation = (2 * 5.0 / 7 / 12).squareRoot() / 2
    #expect(abs(try #require(z.number("statistic")) - 5 / 14 / deviation) < 1e-14)
    // Signs of the estimation days: 1 2 3 are below the median 3.5 of both.
    let sign = try row(tables, "sign_gsar_t", variant)
    #expect(sign.number("estimate") == 1)
    #expect(contractViolations(tables) == [])
  }

  /// Of the same events, one session apart, no rank changes: only the deviation is 11/6 or 11/5.
  @Test func deviationsDifferByTheirDivisors() throws {
    let tables = try SmallStudy(firms: 5).runAll(Self.choices)
    let cowan = tables.rows("tests", ["test": "corrado_z", "variant": "cowan"])
    let deviations = tables.rows("tests", ["test": "corrado_z", "variant": "sd"])
    #expect(cowan.count == 8 && deviations.count == 8)
    for (one, other) in zip(cowan, deviations) {
      // 55 estimation and 6 event days, none missing, so that the mean over days is zero.
      let ratio = try #require(other.number("statistic")) / #require(one.number("statistic"))
      #expect(abs(ratio - (60.0 / 61).squareRoot()) < 1e-12)
    }
  }
}

extension SmallStudy {
  fileprivate func runAll(_ tests: [TestChoice]) throws -> TableSet {
    var copy = self
    copy.spec.tests = tests
    return try copy.run()
  }
}
