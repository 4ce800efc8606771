import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// Forms of tests of formula that are judged by resamples.
@Suite struct BootstrapFormTests {
  private static func sample(_ values: [Double]) -> Sample {
    Sample(
      level: .caar, window: Window(0...1), abnormal: values, dayCount: 2, standardizable: [],
      standardErrors: [], degreesOfFreedom: [],
      estimation: .init(positiveShare: nil, averageDeviation: nil, dayCount: 0))
  }

  private static func skewed(_ count: Int) -> [Double] {
    (0..<count).map { i in
      let x = Double((i * 7919) % 101) / 101
      return x * x * x - 0.2
    }
  }

  private func evaluate(_ id: TestID, _ variant: String, _ sample: Sample) throws -> TestStatistic {
    let test = try #require(Catalog.test(id).with(variant: variant))
    return try #require(test as? any SignificanceTest).evaluate(sample)
  }

  @Test(arguments: ["skew_t", "hall_t"] as [TestID])
  func theStatisticIsThatOfTheDefault(_ id: TestID) throws {
    let sample = Self.sample(Self.skewed(40))
    let (formula, drawn) = (
      try evaluate(id, "johnson", sample), try evaluate(id, "bootstrap", sample)
    )
    #expect(drawn.statistic == formula.statistic && drawn.estimate == formula.estimate)
    #expect(drawn.standardError == formula.standardError && drawn.degreesOfFreedom == nil)
    #expect(drawn.distribution == "bootstrap 9999" && drawn.approximation == nil)
    #expect(drawn.pValues.twoSided == 2 * min(drawn.pValues.lower, drawn.pValues.upper))
    #expect(abs(drawn.pValues.upper - formula.pValues.upper) < 0.05)
    let few = try evaluate(id, "bootstrap", Self.sample(Self.skewed(11)))
    #expect(few.approximation == "small_sample")
  }

  /// Resamples have a quarter of the events: of eight, three, whose statistics go far.
  @Test(arguments: [(40, 10), (43, 10), (8, 3)])
  func resamplesAreAQuarter(_ count: Int, _ size: Int) throws {
    let values = Self.skewed(count)
    let found = try evaluate("skew_t", "bootstrap", Self.sample(values))
    let expected = SkewnessBootstrap.pValues(
      of: values, observed: found.statistic, size: size, replicates: 9_999, seed: 20_250_605
    ) { s, g, n in n.squareRoot() * (s + g * s * s / 3 + g / (6 * n)) }
    #expect(found.pValues.lower == expected.lower && found.pValues.upper == expected.upper)
  }

  @Test func aMirroredSampleHasMirroredTails() throws {
    let values = Self.skewed(32)
    let found = try evaluate("hall_t", "bootstrap", Self.sample(values))
    let mirrored = try evaluate("hall_t", "bootstrap", Self.sample(values.map { -$0 }))
    #expect(mirrored.pValues.lower == found.pValues.upper)
    #expect(mirrored.pValues.upper == found.pValues.lower)
  }

  /// Of one day, a drawn sum is a residual in units of their root mean square.
  @Test func residualBlocksOfOneDayAreResiduals() throws {
    var study = try SmallStudy(seed: 3, firms: 4)
    study.spec.tests = [TestChoice("car_t", variant: "residual_block"), "car_t"]
    let tables = try study.run()
    #expect(tables.rows("event_tests").count == 16)
    for event in ["E00", "E01", "E02", "E03"] {
      let rows = tables.rows("event_tests", ["event_id": event, "window_start": 0])
      let (drawn, exact) = (rows[0], rows[1])
      #expect(drawn.text("distribution") == "residual blocks 9999")
      #expect(drawn.number("statistic") == exact.number("statistic"))
      let residuals = try study.residuals(of: event)
      let scale = (residuals.reduce(0) { $0 + $1 * $1 } / Double(residuals.count)).squareRoot()
      let t = try #require(drawn.number("statistic"))
      let share = Double(residuals.count { $0 / scale >= t }) / Double(residuals.count)
      let error = (share * (1 - share) / 9_999).squareRoot()
      #expect(abs(try #require(drawn.number("p_upper")) - share) < 5 * error + 2e-4)
    }
  }
}

extension SmallStudy {
  /// The estimation residuals of an event of the market model.
  func residuals(of id: String) throws -> [Double] {
    let event = try #require(events.first { $0.id == id })
    let symbol = try #require(event.symbol)
    let (firm, market) = (
      simpleReturns(try #require(self.market.prices[symbol])),
      simpleReturns(try #require(self.market.prices[SyntheticMarket.index]))
    )
    let place = try #require(self.market.sessions.firstIndex(of: event.time.date))
    let days = Array(place - 60...place - 6)
    let regression = LeastSquares(maximumRows: days.count, maximumColumns: 2)
    for (row, day) in days.enumerated() {
      regression.response[row] = firm[day]
      regression.columns(0)[row] = 1
      regression.columns(1)[row] = market[day]
    }
    _ = regression.solve(rows: days.count, columns: 2)
    return days.indices.map { regression.residuals[$0] }
  }
}
