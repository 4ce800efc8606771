import EventStudy
import Foundation
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// Studies of how much returns vary.
@Suite struct VolatilityTests {
  private static func run(_ change: (inout StudySpec) -> Void = { _ in }) throws -> TableSet {
    var spec = BarMarket.spec
    spec.measure = .volatility
    spec.tests = ["csect_t", "beaver_z", "bgw_chi2", "gsign_z", "corrado_z"]
    change(&spec)
    return try Study(spec).run(on: BarMarket.inputs, threads: 2).tables
  }

  @Test(arguments: ["market", "mean"] as [ModelChoice])
  func agreesWithAnIndependentProgram(_ model: ModelChoice) throws {
    let tables = try Self.run { $0.models = [model] }
    let reference = try MeasureReference(case: "volatility", model: model.id.rawValue)
    let (compared, found) = try reference.differences(from: tables)
    #expect(compared > 150 && found.isEmpty, "\(found.count): \(found.prefix(5))")
  }

  /// A variance ratio is the square of the return's own t, and the upper tails agree.
  @Test func aRatioIsTheSquareOfT() throws {
    let ratios = try Self.run().rows("ar")
    let returns = try Self.run {
      $0.measure = .return
      $0.tests = []
    }.rows("ar")
    let upper = try Self.run { $0.alternative = .greater }.rows("ar")
    #expect(ratios.count == 24)
    for ((ratio, plain), tail) in zip(zip(ratios, returns), upper) {
      let t = try #require(plain.number("statistic"))
      #expect(abs(try #require(ratio.number("actual")) - t * t) <= 1e-14 * t * t)
      let p = try #require(tail.number("p_value"))
      #expect(abs(p - (try #require(plain.number("p_value")))) < 1e-12)
    }
  }

  /// Divided by N - 1, lambda is too large by N / (N - 1).
  @Test func thePublishedDivisorMakesLambdaLarger() throws {
    let rows = try Self.run {
      $0.tests = ["bgw_chi2", TestChoice("bgw_chi2", variant: "paper")]
    }.rows("tests", ["level": "caar"])
    for pair in stride(from: 0, to: rows.count, by: 2) {
      let (own, paper) = (
        try #require(rows[pair].number("statistic")),
        try #require(rows[pair + 1].number("statistic"))
      )
      #expect(abs(paper / own - 6.0 / 5) < 1e-14)
    }
  }

  /// What all events share is no volatility: a common jump moves no deviation from the mean.
  @Test func aCommonReactionIsNoDispersion() throws {
    func statistic(_ jump: Int) throws -> (dispersion: Double, beaver: Double) {
      var study = try SmallStudy(seed: 3, firms: 12, jump: jump)
      study.spec.measure = .volatility
      study.spec.models = ["mean"]
      study.spec.tests = ["bgw_chi2", "beaver_z"]
      let rows = try study.run().rows("tests", ["level": "caar", "window_end": 0])
      return (
        try #require(rows[0].number("statistic")), try #require(rows[1].number("statistic"))
      )
    }
    let (calm, jumped) = (try statistic(0), try statistic(40_000))
    #expect(jumped.beaver > calm.beaver + 5)
    #expect(abs(jumped.dispersion - calm.dispersion) < 3)
  }

  @Test func doubledReturnsAreFound() throws {
    var study = try SmallStudy(seed: 7, firms: 12)
    study.spec.measure = .volatility
    study.spec.tests = ["beaver_z", "bgw_chi2", "corrado_z", "gsign_z", "csect_t"]
    let plain = try study.run().rows("tests", ["level": "caar", "window_end": 0])
    #expect(plain.allSatisfy { ($0.number("p_upper") ?? 0) > 0.05 })
    for firm in 0..<12 {
      let symbol = SyntheticMarket.firm(firm)
      var prices = try #require(study.market.prices[symbol]).prices
      // A move of 6%, upwards for every other firm, some five deviations of a day.
      let factor = firm.isMultiple(of: 2) ? 1.06 : 1 / 1.06
      for t in (80 + 3 * firm)..<prices.count { prices[t] *= factor }
      study.market.setPrices(of: symbol, prices)
    }
    let moved = try study.run()
    for row in moved.rows("tests", ["level": "caar", "window_end": 0]) {
      #expect((row.number("p_upper") ?? 1) < 0.01, "\(row["test"])")
    }
    #expect(contractViolations(moved) == [])
  }

  @Test func residualsThatDoNotVaryAreExcluded() throws {
    var inputs = try BarMarket.inputs
    let all = try #require(inputs.prices["F04"])
    inputs.prices["F04"] = PriceSeries(
      dates: all.dates, prices: all.dates.indices.map { $0 < 160 ? 25 : 26 })
    var spec = BarMarket.spec
    spec.measure = .volatility
    spec.tests = ["csect_t"]
    let tables = try Study(spec).run(on: inputs, threads: 1).tables
    let event = try #require(tables.rows("events", ["event_id": "E04"]).first)
    #expect(event.text("status") == "excluded" && event.text("reason") == "zero_variance")
  }

  @Test func fewerThanThreeEventsHaveNoDispersion() throws {
    var inputs = try BarMarket.inputs
    inputs.events = Array(inputs.events.prefix(2))
    var spec = BarMarket.spec
    spec.measure = .volatility
    spec.tests = ["bgw_chi2", "beaver_z"]
    let rows = try Study(spec).run(on: inputs, threads: 1).tables
      .rows("tests", ["level": "caar", "window_end": 0])
    #expect(rows[0].text("reason") == "too_few_events")
    #expect(rows[1].text("status") == "approximate" && rows[1].number("p_value") != nil)
  }

  @Test func moversAndPlacebosAreSquaredToo() throws {
    let tables = try Self.run {
      $0.tests = ["placebo_dates", "sq_test", "perm_single"]
      $0.resampling.replicates = 199
      $0.resampling.placeboDraws = 99
    }
    let rows = tables.rows("tests", ["level": "caar"])
    #expect(rows.count == 2 && rows.allSatisfy { ($0.number("p_value") ?? 0) > 0 })
    // The least of 80 residuals and more: a rank is a share of 81.
    let ranks = tables.rows("event_tests", ["test": "sq_test"])
    #expect(ranks.count == 6)
    for row in ranks {
      let share = try #require(row.number("p_lower")) * 81
      #expect(abs(share - share.rounded()) < 1e-9)
    }
  }

  @Test func noticesSpeakOfTheMeasure() throws {
    let tables = try Self.run {
      $0.tests = Catalog.allTests.filter { $0.measures.contains(.volatility) && !$0.isResampled }
        .map { TestChoice($0.id) }
    }
    let messages = tables.rows("notices").compactMap { $0.text("message") }
    for message in messages {
      #expect(!message.contains(#/\b(C?A?AR|CARs|AARs)\b/#), "\(message)")
      #expect(!message.contains(#/bmp_t|adj_|grank/#), "\(message)")
    }
    #expect(messages.contains { $0.contains("AVAR") })
  }
}
