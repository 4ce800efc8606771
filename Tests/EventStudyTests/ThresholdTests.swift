import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// Where a statistic begins to exist.
@Suite struct ThresholdTests {
  /// A day-to-day deviation of 1e-10 is the least that counts as variation.
  @Test(arguments: [(1e-10, true), (0.99e-10, false)])
  func theLeastDayToDayDeviation(_ deviation: Double, _ isEnough: Bool) throws {
    let test = try #require(Catalog.tests.first { $0.id == "cda_t" })
    let sample = Sample(
      level: .caar, window: Window(0...1), abnormal: [3e-10, 1e-10], dayCount: 2,
      standardizable: [], standardErrors: [], degreesOfFreedom: [],
      estimation: .init(positiveShare: 0.5, averageDeviation: deviation, dayCount: 50))
    let outcome = Result { () throws(Inapplicable) in try test.evaluate(sample) }
    guard isEnough else {
      #expect(outcome == .failure(.zeroVariance))
      return
    }
    // The mean is 2e-10, its error 1e-10 times the root of the two days.
    #expect(abs(try outcome.get().statistic - 2.0.squareRoot()) < 1e-15)
    #expect(try outcome.get().degreesOfFreedom == 49)
  }

  /// With two degrees of freedom a t statistic has no variance: three values are left, of
  /// variance 4 / 2 each, so z = (1 + 2 + 3) / sqrt(6).
  @Test func patellNeedsMoreThanTwoDegreesOfFreedom() throws {
    let test = try #require(Catalog.tests.first { $0.id == "patell_z" })
    let sample = Sample(
      level: .aar, window: Window(0...0), abnormal: [1, 2, 3, 9], dayCount: 1,
      standardizable: [1, 2, 3, 9], standardErrors: [1, 1, 1, 1], degreesOfFreedom: [4, 4, 4, 2],
      estimation: .init(positiveShare: 0.5, averageDeviation: 1, dayCount: 6))
    let outcome = try test.evaluate(sample)
    #expect(outcome.eventCount == 3)
    #expect(abs(outcome.statistic - 6.0.squareRoot()) < 1e-15)
  }

  /// Returns of 0.01 and 1e-8 more and less: the error is 1e-8 / sqrt(3), whose square is less than the
  /// rounding of the returns, but not itself.
  @Test func aSpreadOfAMillionthIsOne() throws {
    var study = try SmallStudy(firms: 3)
    study.spec.models = ["raw"]
    study.spec.tests = ["cluster_t"]
    for firm in 0..<3 {
      let prices = (0..<150).map { $0 < 80 + 3 * firm ? 100 : 101 + 1e-6 * Double(firm - 1) }
      study.market.setPrices(of: SyntheticMarket.firm(firm), prices)
    }
    let row = try #require(try study.run().rows("tests", ["level": "caar"]).first)
    #expect(abs(try #require(row.number("statistic")) / (1e6 * 3.0.squareRoot()) - 1) < 1e-6)
  }

  /// A constant return is explained in full or not at all: its R^2 does not exist.
  @Test func aConstantReturnHasNoShareExplained() throws {
    var study = try SmallStudy(firms: 2)
    study.spec.models = ["mean", "market"]
    let doubling = (0..<150).map { Double(sign: .plus, exponent: $0 - 75, significand: 1) }
    study.market.setPrices(of: "F00", doubling)
    let tables = try study.run()
    let fits = tables.rows("fits", ["event_id": "E00"])
    #expect(fits.map { $0.number("r_squared") } == [nil, nil])
    #expect(contractViolations(tables) == [])
  }
}
