import MarketData
import Statistics
import Tables
import Testing

@testable import EventStudy

@Suite struct SimulationTests {
  private static func run(
    threads: Int = 2, _ change: (inout SimulationScenario) -> Void
  ) throws -> SimulationResult {
    var scenario = SimulationScenario()
    change(&scenario)
    return try Simulation(scenario, exchange: .named("XNYS")).run(threads: threads)
  }

  /// Everything in the catalog that is no resampling test is simulated.
  @Test func theDefaultIsTheCatalog() throws {
    let result = try Self.run { $0.replicateCount = 1 }
    let expected = Catalog.tests.filter {
      !($0 is any ResamplingTest) && $0.measures.contains(.return)
    }.map(\.id)
    #expect(result.rows.map(\.test) == expected)
  }

  @Test func theNumberOfThreadsChangesNothing() throws {
    let rows = try [1, 2, 3].map { threads in
      try Self.run(threads: threads) {
        $0.clustering = .grid(perDay: 2, days: 5)
        $0.eventCount = 10
        $0.shape = .skewed(2)
        $0.effects = [0, 0.5]
        $0.replicateCount = 37
      }.rows
    }
    #expect(rows[0] == rows[1])
    #expect(rows[0] == rows[2])
  }

  /// The numbers of a replicate are those of the result tables of the same study.
  @Test func aReplicateIsAStudy() throws {
    var scenario = SimulationScenario()
    scenario.effects = [0.75]
    let simulation = try Simulation(scenario, exchange: .named("XNYS"))
    let inputs = SimulatedMarket(simulation.plan, replicate: 3).inputs(
      effect: 0.75, exchange: try .named("XNYS"))
    let found = try simulation.study.outcomesOfFirstWindow(on: inputs).map {
      try? $0.get().pValues.twoSided
    }
    let tests = try #require(simulation.study.run(on: inputs, threads: 1).tables["tests"])
    let rows = (0..<tests.rowCount).filter { tests["level"]?[$0] == .text("caar") }
    #expect(rows.count == found.count)
    for (row, pValue) in zip(rows, found) {
      #expect(tests["p_value"]?[row] == pValue.map { .number($0) } ?? .missing)
    }
  }

  @Test func aLargeEffectIsFoundAndNoneIsNot() throws {
    let result = try Self.run {
      $0.correlation = 0
      $0.clustering = .spread
      $0.effects = [0, 6]
      $0.replicateCount = 60
      $0.tests = .chosen(["csect_t", "patell_z", "sign_z", "wilcoxon"])
    }
    for row in result.rows {
      let rate = try #require(row.rate)
      #expect(row.effect == 0 ? rate < 0.25 : rate > 0.9, "\(row)")
    }
  }

  @Test func aOneSidedAlternativeFindsItsSideOnly() throws {
    let result = try Self.run {
      $0.alternative = .less
      $0.effects = [-8, 8]
      $0.correlation = 0
      $0.replicateCount = 30
      $0.tests = .chosen(["csect_t"])
    }
    #expect(result.rows.map(\.count.rejections) == [30, 0])
  }

  @Test func aTestWithoutAnAnswerIsCountedAsUndefined() throws {
    let result = try Self.run {
      $0.eventCount = 1
      $0.replicateCount = 5
      $0.tests = .chosen(["csect_t"])
    }
    let row = result.rows[0]
    #expect(row.count.undefined == 5)
    #expect(row.rate == nil && row.interval == nil && row.size == nil)
    #expect(result.table["rate"]?[0] == .missing)
  }

  @Test func theTableIsAPromise() throws {
    let table = try Self.run { $0.replicateCount = 1 }.table
    #expect(
      table.columns.map(\.name) == [
        "test", "variant", "effect", "replicates", "rejections", "undefined", "rate", "conf_low",
        "conf_high", "size", "effect_at_80",
      ])
  }

  // On a straight line from (0.2, 0.6) to (0.4, 1.0), 80% is at 0.3.
  @Test func thePowerCurveIsReadBetweenItsPoints() {
    let curve = PowerCurve(effects: [0.4, 0, 0.2, -1], rates: [1, 0.05, 0.6, 0.7])
    #expect(abs((curve.effect(atPower: 0.8, sign: 1) ?? 0) - 0.3) < 1e-15)
    #expect(curve.effect(atPower: 0.8, sign: -1) == nil)
    #expect(PowerCurve(effects: [1], rates: [1]).effect(atPower: 0.8, sign: 1) == nil)
    #expect(PowerCurve(effects: [0, 1], rates: [nil, 1]).effect(atPower: 0.8, sign: 1) == nil)
  }
}
