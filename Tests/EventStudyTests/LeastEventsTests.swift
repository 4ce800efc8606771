import EventStudy
import MarketData
import Statistics
import Tables
import TestSupport
import Testing

/// The fewest events, dates, days or bars of which a test says something, and those at which what it
/// says changes; the numbers are formulas worked by hand.
@Suite struct LeastEventsTests {
  private func outcome(
    _ id: TestID, _ variant: String? = nil, of values: [Double], estimationDays: Int = 11
  ) throws -> TestStatistic {
    let plain = try Catalog.test(id)
    let test = try #require(variant.map { plain.with(variant: $0) } ?? plain)
    return try #require(test as? any SignificanceTest).evaluate(
      Sample(
        level: .aar, window: Window(0...0), abnormal: values, dayCount: 1, standardizable: values,
        standardErrors: values.map { _ in 1 }, degreesOfFreedom: values.map { _ in 9 },
        estimation: .init(positiveShare: 0.5, averageDeviation: 1, dayCount: estimationDays)))
  }

  /// The first row of a test over a window of a study whose firms have their events together, or
  /// apart.
  private func row(
    _ test: TestID, firms: Int, distance: Int = 0, _ change: (inout StudySpec) -> Void = { _ in }
  ) throws -> Row {
    var study = try SmallStudy(firms: firms, distance: distance)
    study.spec.tests = [TestChoice(test)]
    change(&study.spec)
    return try #require(try study.run().rows("tests", ["level": "caar"]).first)
  }

  /// Without one of two values there is the other: se^2 = 1/2 ((3 - 2)^2 + (1 - 2)^2) = 1, t = 2.
  @Test(arguments: ["mean", "precision", "trimmed"])
  func theJackknifeTakesTwo(_ variant: String) throws {
    #expect(throws: Inapplicable.tooFewEvents) { try outcome("jackknife", variant, of: [3]) }
    let found = try outcome("jackknife", variant, of: [1, 3])
    #expect(found.statistic == 2 && found.degreesOfFreedom == 1)
  }

  /// Of 0, 0 and 3 the mean is 1 and sd sqrt(3): S = 1 / sqrt(3), and g = 2 / (3 sqrt(3)), without
  /// bias sqrt(3). By the formula 1 + 2/27 + 1/27 and 1 + 1/3 + 1/6.
  @Test(arguments: [("johnson", 10.0 / 9), ("unbiased", 1.5)])
  func skewnessTakesThree(_ variant: String, _ expected: Double) throws {
    #expect(throws: Inapplicable.tooFewEvents) { try outcome("skew_t", variant, of: [0, 3]) }
    #expect(abs(try outcome("skew_t", variant, of: [0, 0, 3]).statistic - expected) < 1e-14)
  }

  /// Two draws of 1 and 3 have the mean 1 or 3 with a chance of 1/4 each, far more than 2.5%.
  @Test func resamplesTakeTwo() throws {
    for test in ["bootstrap_ci", "wild"] as [TestID] {
      #expect(throws: Inapplicable.tooFewEvents) { try outcome(test, of: [3]) }
      #expect(throws: Inapplicable.zeroVariance) { try outcome(test, of: [3, 3]) }
    }
    #expect(try outcome("bootstrap_ci", "percentile", of: [1, 3]).confidence == 1...3)
  }

  /// A deviation with the divisor M - 1 is sqrt((M - 1) / (M - 2)) of it with M - 2: of three days,
  /// sqrt(2), which is the error of the mean 2.
  @Test func twoDegreesLessTakeThreeDays() throws {
    #expect(throws: Inapplicable.insufficientEstimation) {
      try outcome("cda_t", "arc", of: [3, 1], estimationDays: 2)
    }
    let found = try outcome("cda_t", "arc", of: [3, 1], estimationDays: 3)
    #expect(abs(found.statistic - 2.0.squareRoot()) < 1e-15 && found.degreesOfFreedom == 1)
  }

  /// All values positive have one of 2^N equally likely vectors of signs.
  @Test func signedRanksAreExactUpTo50() throws {
    let found = try outcome("wilcoxon", of: (1...50).map(Double.init))
    #expect(found.distribution == "signed_rank" && found.pValues.upper == 0x1p-50)
    let beyond = try outcome("wilcoxon", of: (1...51).map(Double.init))
    #expect(beyond.distribution == "signed_rank_normal" && beyond.pValues.upper > 0x1p-50)
  }

  @Test(arguments: [(9, "small_sample"), (10, nil)])
  func theNormalOfSignedRanksTakesTen(_ count: Int, _ approximation: String?) throws {
    let values = (1...count).map(Double.init)
    #expect(try outcome("wilcoxon", "normal", of: values).approximation == approximation)
  }

  /// Ten days leave the market model eight degrees of freedom: F(8, 1) is the last there is.
  @Test func theJointFTakesAsManyDegreesAsFirms() throws {
    let rows = try [8, 9].map { firms in
      try row("joint_f", firms: firms) { spec in
        spec.estimation.windows = [Window(-15 ... -6)]
        spec.estimation.minimum = 10
      }
    }
    #expect(rows.map { $0.text("reason") } == [nil, "insufficient_estimation"])
    #expect(rows.map { $0.integer("df") } == [1, nil])
  }

  @Test(arguments: [(9, "few_clusters"), (10, nil)])
  func tenClustersAreNotFew(_ firms: Int, _ reason: String?) throws {
    #expect(try row("cluster_t", firms: firms, distance: 3).text("reason") == reason)
  }

  /// The dispersion of N events on one day has N - 1 degrees of freedom.
  @Test func dispersionTakesThree() throws {
    let rows = try [2, 3].map { firms in
      try row("bgw_chi2", firms: firms) { $0.measure = .volatility }
    }
    #expect(rows.map { $0.text("reason") } == ["too_few_events", "small_sample"])
    #expect(rows.map { $0.integer("df") } == [nil, 2])
  }

  /// Two events have one correlation: the mean of their statistics has the variance 1 + r.
  @Test func correlationTakesTwo() throws {
    var study = try SmallStudy(firms: 2, distance: 0)
    study.spec.tests = ["patell_z", "adj_patell_z"]
    let tables = try study.run()
    let (rows, r) = (
      tables.rows("tests", ["level": "caar"]).compactMap { $0.number("statistic") },
      try #require(tables.rows("dependence").first?.number("r"))
    )
    try #require(rows.count == 4 && r != 0)
    #expect(abs(rows[0] / rows[1] - (1 + r).squareRoot()) < 1e-12)
  }

  /// The test for jumps over the ten bars from 10:30, whose prices are 101 in some and else 100.
  private func jumpRows(_ isHigh: (_ session: Int, _ bar: Int) -> Bool) throws -> [Row] {
    var spec = IntradayMarket.spec
    spec.models = ["raw"]
    spec.returns.kind = .log
    spec.eventWindow = Window(0...9)
    spec.windows = [Window(0...8), Window(0...9)]
    spec.tests = ["jump_z"]
    var inputs = IntradayMarket.inputs
    inputs.events = [IntradayMarket.event("E", "A", session: 36, "10:46")]
    var (dates, prices) = ([Int64](), [Double]())
    for (session, place) in IntradayMarket.sessions.enumerated() {
      let hours = IntradayMarket.exchange.hours(of: place)
      for (bar, start) in stride(from: hours.open, to: hours.close, by: 1_800_000).enumerated() {
        dates.append(start)
        prices.append(isHigh(session, bar) ? 101 : 100)
      }
    }
    inputs.prices["A"] = PriceSeries(dates: dates, prices: prices)
    return try Study(spec).run(on: inputs, threads: 1).tables.rows("event_tests")
  }

  /// Of ten returns of one size a, RV = 10 a^2 and BV = pi/2 10/9 9 a^2: the share is 1 - pi/2, and
  /// its quarticity is less than 1.
  @Test func jumpsTakeTenBars() throws {
    let rows = try jumpRows { _, bar in bar.isMultiple(of: 2) }
    #expect(rows.map { $0.integer("window_end") } == [9])
    let variance: Double = .pi * .pi / 4 + .pi - 5
    let found = try #require(rows.first?.number("statistic"))
    #expect(abs(found - (1 - .pi / 2) / (variance / 10).squareRoot()) < 1e-9)
  }

  /// The first three returns have the size a and the others are zero: RV = 3 a^2, BV = pi/2 10/9 2 a^2,
  /// TP = 10 10/8 a^4 / mu^3, mu = E|z|^(4/3) = 2^(2/3) Gamma(7/6) / Gamma(1/2), and TP / BV^2 exceeds 1.
  @Test func jumpsAreJudgedByTheirQuarticity() throws {
    let rows = try jumpRows { session, bar in
      (session + min(max(bar - 1, 0), 3)).isMultiple(of: 2)
    }
    let found = try #require(rows.first?.number("statistic"))
    #expect(abs(found + 0.49556030939145096) < 1e-9)
  }
}
