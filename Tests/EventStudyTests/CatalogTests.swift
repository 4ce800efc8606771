import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// What every return model and every significance test keeps, by being listed.
@Suite struct CatalogTests {
  /// The names promised to scripts, as the study file lists them.
  static let promisedModels: Set<String> = [
    "raw", "mean", "market-adjusted", "market", "capm", "ff3", "carhart", "ff5", "factors",
    "scholes-williams", "dimson", "fowler-rorke", "garch", "gjr", "egarch", "rolling", "ewma",
    "huber", "lad", "theil-sen", "trade-to-trade", "matched", "synthetic-control", "bayes",
  ]
  static let promisedTests: Set<String> = [
    "csect_t", "bw80_z", "cda_t", "patell_z", "adj_patell_z", "bmp_t", "adj_bmp_t", "skew_t",
    "hall_t", "sign_z", "gsign_z", "wilcoxon", "corrado_z", "cz_rank_z", "cz_sign_z", "grank_t",
    "grank_z", "adj_grank_z", "adj_gsign_z", "sign_gsar_t", "signflip", "wild", "bootstrap_ci",
    "placebo_dates", "portfolio_t", "cluster_t", "calendar_time", "jackknife", "joint_f",
    "hotelling_t2", "beaver_z", "bgw_chi2",
  ]
  static let promisedEventTests: Set<String> = [
    "ar_t", "car_t", "window_f", "sq_test", "perm_single", "rinaudo_saha",
    "realized_variance", "jump_z",
  ]
  static let modelIDs = Catalog.models.map(\.id)
  static let testIDs = Catalog.tests.map(\.id)
  static let formulaTestIDs = testIDs.filter(SmallStudy.formulaTests.contains)

  @Test func namesAreUniqueAndPromised() {
    #expect(Set(Self.modelIDs).count == Self.modelIDs.count)
    #expect(Set(Self.testIDs).count == Self.testIDs.count)
    #expect(Self.promisedModels.isSuperset(of: Self.modelIDs.map(\.rawValue)))
    #expect(Self.promisedTests.isSuperset(of: Self.testIDs.map(\.rawValue)))
    #expect(
      Self.promisedEventTests.isSuperset(of: Catalog.eventTests.map(\.id.rawValue)))
  }

  @Test(arguments: modelIDs)
  func aModelDescribesItself(_ id: ModelID) throws {
    let model = try Catalog.model(id)
    #expect(model.formula.hasPrefix("E[R] = ") && !model.title.isEmpty)
    #expect(hasYear(model.reference))
  }

  @Test(arguments: Catalog.allTests.map(\.id))
  func aTestDescribesItself(_ id: TestID) throws {
    let test = try Catalog.test(id)
    #expect(!test.title.isEmpty && !test.formula.isEmpty && hasYear(test.reference))
    #expect(!test.distribution.isEmpty && !test.distribution.hasSuffix("."))
    for sentence in [test.null, test.assumption, test.useWhen, test.avoidWhen] {
      #expect(sentence.first?.isUppercase == true && sentence.hasSuffix("."))
    }
    guard let test = test as? any SignificanceTest else { return }
    let says = test.assumption.hasPrefix("Events are independent")
    #expect(test.takesEventsAsIndependent == says)
  }

  @Test(arguments: Catalog.allTests.map(\.id))
  func aTestTakesItsVariants(_ id: TestID) throws {
    let test = try Catalog.test(id)
    #expect(test.variant == test.variants.first)
    #expect(Set(test.variants).count == test.variants.count)
    for variant in test.variants {
      #expect(test.with(variant: variant)?.variant == variant)
    }
    #expect(test.with(variant: "no such form") == nil)
  }

  @Test(arguments: testIDs)
  func anEmptySampleHasNoAnswer(_ id: TestID) throws {
    let nothing = Sample(
      level: .caar, window: Window(0...1), abnormal: [], dayCount: 0, standardizable: [],
      standardErrors: [], degreesOfFreedom: [],
      estimation: .init(positiveShare: nil, averageDeviation: nil, dayCount: 0))
    #expect(throws: Inapplicable.tooFewEvents) { try Self.sampleTest(id).evaluate(nothing) }
  }

  /// A jump of 3% in one session of each of 16 firms, whose residuals deviate by 1.3%.
  static let planted = Result { try plant(seed: 4, distance: 3) }
  /// The same with all jumps in one session.
  static let plantedTogether = Result { try plant(seed: 6, distance: 0) }

  private static func plant(seed: UInt64, distance: Int) throws -> TableSet {
    var study = try SmallStudy(seed: seed, firms: 16, jump: 31_457, distance: distance)
    study.spec.models = modelIDs.map { ModelChoice($0) }
    study.spec.windows = [Window(0...0), Window(2...3)]
    return try study.run()
  }

  /// The same with the market model alone, and with 99 draws.
  static let resampled = Result {
    var study = try SmallStudy(seed: 4, firms: 16, jump: 31_457)
    study.spec.windows = [Window(0...0), Window(2...3)]
    study.spec.tests = SmallStudy.resamplingTests.map { TestChoice($0) }
    study.spec.resampling.replicates = 199
    study.spec.resampling.placeboDraws = 99
    return try study.run()
  }

  @Test(arguments: SmallStudy.resamplingTests.filter(testIDs.contains))
  func resamplingFindsAPlantedEffectOnItsDayOnly(_ test: TestID) throws {
    let rows = try Self.resampled.get().rows("tests", ["test": test.rawValue])
    #expect(rows.count == 8)
    for row in rows {
      let p = try #require(row.number("p_value"))
      let isPlanted = row.integer("window_start") == 0
      #expect(isPlanted ? p <= 0.01 : p > 0.01, "day \(row["window_start"]): p = \(p)")
      #expect(try #require(row.number("p_lower")) + #require(row.number("p_upper")) >= 1)
    }
    #expect(contractViolations(try Self.resampled.get()) == [])
  }

  /// A test of events that share their date has no answer where they do not.
  private static func plantedTables(_ test: TestID) throws -> TableSet {
    try (test == "joint_f" ? plantedTogether : planted).get()
  }

  @Test(arguments: modelIDs, formulaTestIDs)
  func aPlantedEffectIsFoundOnItsDayOnly(_ model: ModelID, _ test: TestID) throws {
    let rows = try Self.plantedTables(test).rows(
      "tests", ["model": model.rawValue, "test": test.rawValue])
    #expect(rows.count == 8)
    // A jump of all firms in one session lies along their common risk, of which a joint F without
    // a market in the model makes little.
    let sees = try Catalog.model(model)
    let isBlind = test == "joint_f" && !sees.usesMarket && !sees.usesFactors
    // A variance that moves has no value for some of these firms, and fewer firms say less.
    let limit = isBlind ? 0.2 : sees.fitsQuickly ? 0.001 : 0.005
    for row in rows {
      let isPlanted = row.integer("window_start") == 0
      let p = try #require(row.number("p_value"))
      #expect(isPlanted ? p < limit : p > 0.02, "day \(row["window_start"]): p = \(p)")
    }
  }

  @Test(arguments: formulaTestIDs)
  func tailsAndEstimatesAreConsistent(_ id: TestID) throws {
    let rows = try Self.plantedTables(id).rows("tests", ["test": id.rawValue])
    for row in rows {
      let (lower, upper) = (
        try #require(row.number("p_lower")), try #require(row.number("p_upper"))
      )
      let distribution = try #require(row.text("distribution"))
      let isJoint = distribution.hasPrefix("f(")
      let isContinuous = isJoint || ["normal", "t"].contains(distribution)
      #expect(isContinuous ? abs(lower + upper - 1) < 1e-12 : lower + upper >= 1)
      let expected = isJoint ? upper : min(1, 2 * min(lower, upper))
      #expect(try #require(row.number("p_value")) == expected)
      // The planted 3% is about two standard errors of one event, and moves most shares.
      guard row.integer("window_start") == 0 else { continue }
      let estimate = try #require(row.number("estimate"))
      switch try Self.sampleTest(id).estimand {
      case .abnormalReturn: #expect((0.02...0.04).contains(estimate))
      case .standardizedReturn: #expect((1.5...3).contains(estimate))
      case .share: #expect((0.8...1).contains(estimate))
      case .rank: #expect((0.3...0.5).contains(estimate))
      }
    }
    #expect(contractViolations(try Self.planted.get()) == [])
  }

  private static func sampleTest(_ id: TestID) throws -> any SignificanceTest {
    try #require(try Catalog.test(id) as? any SignificanceTest)
  }

  private func hasYear(_ reference: String) -> Bool {
    reference.contains(#/\((19|20)\d\d\), /#)
  }
}
