import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Models whose errors have a variance that moves.
@Suite struct GarchTests {
  private static func tables(_ model: ModelID, _ change: (inout StudySpec) -> Void = { _ in })
    throws -> TableSet
  {
    var study = try SmallStudy(seed: 4, firms: 16)
    study.spec.models = [ModelChoice(model)]
    change(&study.spec)
    return try study.run()
  }

  private static func estimates(_ tables: TableSet, _ event: String) -> [String: Double] {
    var found: [String: Double] = [:]
    for row in tables.rows("models", ["event_id": event]) {
      if let term = row.text("term") { found[term] = row.number("estimate") }
    }
    return found
  }

  /// v_{t+1} = omega + persistence v_t, from one event day to the next.
  @Test(arguments: ["garch", "gjr"] as [ModelID])
  func standardErrorsFollowTheForecast(_ model: ModelID) throws {
    let tables = try Self.tables(model)
    let included = tables.rows("events").filter { $0.text("status") == "included" }
    try #require(included.count >= 5)
    for event in included.compactMap({ $0.text("event_id") }) {
      let terms = Self.estimates(tables, event)
      let omega = try #require(terms["omega"])
      let persistence =
        try #require(terms["arch"]) + #require(terms["garch"]) + (terms["leverage"] ?? 0) / 2
      #expect(omega > 0 && persistence < 1 && (terms["leverage"] != nil) == (model == "gjr"))
      let variances = tables.rows("ar", ["event_id": event]).compactMap { row in
        row.number("std_error").map { $0 * $0 }
      }
      for (today, tomorrow) in zip(variances, variances.dropFirst()) {
        #expect(abs(tomorrow / (omega + persistence * today) - 1) < 1e-9)
      }
    }
    #expect(contractViolations(tables) == [])
  }

  @Test(arguments: ["garch", "gjr", "egarch"] as [ModelID])
  func theVarianceOfACarIsTheSumOfItsDays(_ model: ModelID) throws {
    let tables = try Self.tables(model) { $0.windows = [Window(-2...2)] }
    for car in tables.rows("car") {
      let event = try #require(car.text("event_id"))
      let days = tables.rows("ar", ["event_id": event]).filter {
        (-2...2).contains($0.integer("rel_day") ?? .min)
      }
      let sum = days.compactMap { $0.number("std_error") }.reduce(0) { $0 + $1 * $1 }
      let error = try #require(car.number("std_error"))
      #expect(abs(error * error / sum - 1) < 1e-12)
      #expect(car.text("status") == "approximate")
      #expect(car.text("reason") == "approximate_prediction_error")
    }
  }

  /// Both coefficients and the three or four parameters of the variance.
  @Test func countsTheParametersOfTheVariance() throws {
    for (model, count) in [("garch", 5), ("gjr", 6), ("egarch", 6)] as [(ModelID, Int)] {
      let tables = try Self.tables(model)
      for fit in tables.rows("fits", ["status": "ok"]) {
        #expect(fit.integer("k") == count)
        let event = try #require(fit.text("event_id"))
        let day = try #require(tables.rows("ar", ["event_id": event]).first)
        #expect(day.integer("df") == fit.integer("n_estimation").map { $0 - count })
      }
    }
  }

  /// The sum of squared abnormal returns in units of their forecasts, since no coefficients count.
  @Test func theJointFOfOneEventSumsItsDays() throws {
    let tables = try Self.tables("garch") {
      $0.windows = [Window(-1...1)]
      $0.tests = ["window_f", "csect_t"]
    }
    for row in tables.rows("event_tests", ["test": "window_f"]) {
      let event = try #require(row.text("event_id"))
      let days = tables.rows("ar", ["event_id": event]).filter {
        (-1...1).contains($0.integer("rel_day") ?? .min)
      }
      let sum = days.compactMap { $0.number("sar") }.reduce(0) { $0 + $1 * $1 }
      #expect(abs(try #require(row.number("statistic")) / (sum / 3) - 1) < 1e-9)
    }
  }

  /// A price that never moves stays in the averages, as under any model.
  @Test(arguments: ["garch", "gjr", "egarch"] as [ModelID])
  func aPriceThatNeverMovesHasNoVariance(_ model: ModelID) throws {
    var study = try SmallStudy(firms: 2)
    study.spec.models = [ModelChoice(model)]
    study.market.setPrices(of: "F00", [Double](repeating: 10, count: 150))
    let tables = try study.run()
    let event = try #require(tables.rows("events").first)
    #expect(event.text("status") == "included" && event.text("reason") == "zero_variance")
    let fit = try #require(tables.rows("fits").first)
    #expect(fit.text("status") == "ok" && fit.number("sigma") == 0)
    #expect(tables.rows("ar", ["event_id": "E00"]).allSatisfy { $0.number("std_error") == nil })
    #expect(contractViolations(tables) == [])
  }

  @Test func aWindowWithoutAModelIsLeftOutWithItsReason() throws {
    let tables = try Self.tables("garch")
    let excluded = tables.rows("events").filter { $0.text("status") == "excluded" }
    #expect(!excluded.isEmpty)
    #expect(excluded.allSatisfy { $0.text("reason") == "undefined_model" })
    let notices = tables.rows("notices", ["code": "undefined_model"])
    #expect(notices.count == 1)
    let message = try #require(notices.first?.text("message"))
    #expect(message.contains("no 'garch' for \(excluded.count) of 16 event rows"))
  }

  /// A thousand fits of every event are asked for by name.
  @Test func allTestsLeavePlacebosOut() throws {
    func placebos(_ models: [ModelChoice], _ tests: [TestChoice]?) throws -> Int {
      var spec = StudySpec(name: "all")
      (spec.market, spec.models, spec.tests) = ("M", models, tests)
      return try Study(spec).tests.count { $0.id == "placebo_dates" }
    }
    #expect(try placebos(["market"], nil) == 1)
    #expect(try placebos(["garch"], nil) == 0)
    #expect(try placebos(["market", "gjr"], nil) == 0)
    #expect(try placebos(["garch"], ["placebo_dates"]) == 1)
  }
}
