import EventStudy
import Foundation
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// Relations that hold exactly, whatever the data.
@Suite struct IdentityTests {
  static let seeds: [UInt64] = [1, 2, 3, 5, 8]

  /// Izan (1978), Karafiath (1988): a regression on estimation and event sessions with a dummy for
  /// every event session has the abnormal returns as dummy coefficients, with the same t.
  @Test(arguments: seeds)
  func eventDayDummiesAreAbnormalReturns(_ seed: UInt64) throws {
    let study = try SmallStudy(seed: seed, firms: 2)
    let firm = simpleReturns(try #require(study.market.prices["F01"]))
    let market = simpleReturns(try #require(study.market.prices[SyntheticMarket.index]))
    let rows = Array(83 - 60...83 - 6) + Array(83 - 2...83 + 3)
    let regression = LeastSquares(maximumRows: rows.count, maximumColumns: 8)
    for (row, t) in rows.enumerated() {
      regression.response[row] = firm[t]
      regression.columns(0)[row] = 1
      regression.columns(1)[row] = market[t]
      for day in 0..<6 { regression.columns(2 + day)[row] = t == 81 + day ? 1 : 0 }
    }
    try #require(regression.solve(rows: rows.count, columns: 8) == .solved)
    let sigma = (regression.sumOfSquaredResiduals / Double(rows.count - 8)).squareRoot()
    for (day, row) in try study.run().rows("ar", ["event_id": "E01"]).enumerated() {
      let dummy = regression.coefficient(2 + day)
      let t = dummy / (sigma * regression.inverseDiagonal(2 + day).squareRoot())
      #expect(abs(try #require(row.number("ar")) - dummy) < 1e-14)
      #expect(abs(try #require(row.number("statistic")) / t - 1) < 1e-10)
    }
  }

  /// The tests of single events are the t statistics that stand beside the returns.
  @Test(arguments: seeds)
  func eventTestsAreThoseOfTheReturns(_ seed: UInt64) throws {
    let tables = try SmallStudy(seed: seed, firms: 3).run()
    func statistics(_ name: String, _ conditions: KeyValuePairs<String, Any>) -> [Double?] {
      tables.rows(name, conditions).map { $0.number("statistic") }
    }
    for window in [0, -1] {
      let expected = statistics("car", ["window_start": window])
      #expect(expected.count == 3)
      #expect(statistics("event_tests", ["test": "car_t", "window_start": window]) == expected)
    }
    #expect(statistics("event_tests", ["test": "ar_t"]) == statistics("ar", ["rel_day": 0]))
  }

  @Test(arguments: seeds)
  func crossSectionalTIsThatOfAnIntercept(_ seed: UInt64) throws {
    let tables = try SmallStudy(seed: seed, firms: 9).run()
    let values = tables.rows("car", ["window_start": -1]).compactMap { $0.number("car") }
    let regression = LeastSquares(maximumRows: 9, maximumColumns: 1)
    for row in 0..<9 {
      regression.response[row] = values[row]
      regression.columns(0)[row] = 1
    }
    try #require(regression.solve(rows: 9, columns: 1) == .solved)
    let error = (regression.sumOfSquaredResiduals / 8 * regression.inverseDiagonal(0)).squareRoot()
    let test = try #require(
      tables.rows("tests", ["level": "caar", "window_start": -1, "test": "csect_t"]).first)
    let t = regression.coefficient(0) / error
    #expect(abs(try #require(test.number("statistic")) / t - 1) < 1e-12)
  }

  /// Tests that are one formula when no events belong together, when the average is the plain mean,
  /// or when a window has one session.
  @Test(arguments: seeds)
  func testsCoincideWhereTheirFormulasDo(_ seed: UInt64) throws {
    let tables = try SmallStudy(seed: seed, firms: 9).run()
    for row in tables.rows("tests", ["test": "csect_t"]) {
      let t = try #require(row.number("statistic"))
      func same(_ test: String) throws -> Row {
        try #require(
          tables.rows("tests", ["test": test]).first { other in
            ["level", "window_start", "window_end"].allSatisfy { row[$0] == other[$0] }
          })
      }
      for test in ["jackknife", "portfolio_t", "cluster_t"] {
        let other = try same(test)
        #expect(abs(try #require(other.number("statistic")) / t - 1) < 1e-12)
        #expect(other.integer("df") == 8)
      }
      guard row.integer("window_start") == row.integer("window_end") else { continue }
      let joint = try same("hotelling_t2")
      #expect(abs(try #require(joint.number("statistic")) / (t * t) - 1) < 1e-12)
      let (p, twoSided) = (joint.number("p_value"), row.number("p_value"))
      let (pJoint, pMean) = (try #require(p), try #require(twoSided))
      #expect(abs(pJoint / pMean - 1) < 1e-10)
    }
  }

  /// Over one session the F is the square of t, whatever the model.
  @Test(arguments: seeds)
  func theFOfOneSessionIsTheSquareOfItsT(_ seed: UInt64) throws {
    var study = try SmallStudy(seed: seed, firms: 3)
    study.spec.models = Catalog.models.map { ModelChoice($0.id) }
    study.spec.windows = [Window(0...0)]
    let tables = try study.run()
    let squares = tables.rows("event_tests", ["test": "window_f"]).map { $0.number("statistic") }
    let ts = tables.rows("event_tests", ["test": "ar_t"]).map { $0.number("statistic") }
    let included = tables.rows("fits").count { $0.text("status") == "ok" }
    #expect(squares.count == included && ts.count == included)
    #expect(included > 2 * Catalog.models.count)
    for (square, t) in zip(squares, ts) {
      let (f, t) = (try #require(square), try #require(t))
      #expect(abs(f / (t * t) - 1) < 1e-10)
    }
  }

  /// One firm's joint F is the square of its exact t.
  @Test(arguments: seeds)
  func theJointFOfOneFirmIsTheSquareOfItsT(_ seed: UInt64) throws {
    let tables = try SmallStudy(seed: seed, firms: 1).run()
    for row in tables.rows("tests", ["level": "caar", "test": "joint_f"]) {
      let car = tables.rows("car", ["window_start": row.integer("window_start") ?? 0])
      let t = try #require(car.first?.number("statistic"))
      #expect(abs(try #require(row.number("statistic")) / (t * t) - 1) < 1e-10)
    }
  }

  /// (1 + R1) ... (1 + RL) - 1 = exp(sum log) - 1 = P(T) / P(0) - 1.
  @Test(arguments: seeds)
  func returnsCompoundToThePriceRatio(_ seed: UInt64) throws {
    var study = try SmallStudy(seed: seed, firms: 3)
    study.spec.models = ["raw"]
    study.spec.windows = [Window(-2...3)]
    let simple = try study.run().rows("car")
    study.spec.returns.kind = .log
    let logarithmic = try study.run().rows("car")
    for firm in 0..<3 {
      let prices = try #require(study.market.prices[SyntheticMarket.firm(firm)]).prices
      let ratio = prices[83 + 3 * firm] / prices[77 + 3 * firm] - 1
      #expect(abs(try #require(simple[firm].number("bhar")) - ratio) < 1e-14)
      #expect(abs(exp(try #require(logarithmic[firm].number("car"))) - 1 - ratio) < 1e-14)
      #expect(logarithmic[firm].number("bhar") == nil)
    }
  }

  @Test(arguments: seeds)
  func anyNumberOfThreadsGivesTheSameBits(_ seed: UInt64) throws {
    var study = try SmallStudy(seed: seed, firms: 8)
    study.spec.models = Catalog.models.map { ModelChoice($0.id) }
    let single = try study.run(threads: 1).fingerprint
    for threads in [2, 7] { #expect(try study.run(threads: threads).fingerprint == single) }
  }

  @Test(arguments: seeds)
  func theOrderOfTheEventListDoesNotMatter(_ seed: UInt64) throws {
    let study = try SmallStudy(seed: seed, firms: 7)
    let repeated = study.event("Z", "F02", 86, group: "call")
    let expected = try study.with(study.events + [repeated]).run().fingerprint
    let mixed = [repeated] + study.events.reversed()
    #expect(try study.with(mixed).run().fingerprint == expected)
  }

  /// Prices that are a multiple of the market's leave rounding as residuals, not variation.
  @Test(arguments: [1.0, 2, 3, 0.7])
  func anExactLinearFitHasNoVariance(_ factor: Double) throws {
    var study = try SmallStudy(firms: 2)
    let index = try #require(study.market.prices[SyntheticMarket.index])
    study.market.setPrices(of: "F00", index.prices.map { $0 * factor })
    let tables = try study.run()
    #expect(tables.rows("events").map { $0.text("reason") } == ["zero_variance", nil])
    let fit = try #require(tables.rows("fits").first)
    #expect(fit.text("status") == "ok" && fit.text("reason") == "zero_variance")
    let beta = try #require(tables.rows("models", ["event_id": "E00", "term": "beta"]).first)
    #expect(abs(try #require(beta.number("estimate")) - 1) < 1e-12)
    #expect(beta.number("statistic") == nil && beta.number("p_value") == nil)
    let test = try #require(tables.rows("tests", ["level": "caar", "test": "bw80_z"]).first)
    #expect(test.integer("n_events") == 1)
  }
}

func simpleReturns(_ series: PriceSeries) -> [Double] {
  series.prices.indices.map { $0 == 0 ? .missing : series.prices[$0] / series.prices[$0 - 1] - 1 }
}
