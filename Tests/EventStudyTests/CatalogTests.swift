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
    "hotelling_t2",
  ]
  static let modelIDs = Catalog.models.map(\.id)
  static let testIDs = Catalog.tests.map(\.id)

  @Test func namesAreUniqueAndPromised() {
    #expect(Set(Self.modelIDs).count == Self.modelIDs.count)
    #expect(Set(Self.testIDs).count == Self.testIDs.count)
    #expect(Self.promisedModels.isSuperset(of: Self.modelIDs.map(\.rawValue)))
    #expect(Self.promisedTests.isSuperset(of: Self.testIDs.map(\.rawValue)))
  }

  @Test(arguments: modelIDs)
  func aModelDescribesItself(_ id: ModelID) throws {
    let model = try Catalog.model(id)
    #expect(model.formula.hasPrefix("E[R] = ") && !model.title.isEmpty)
    #expect(hasYear(model.reference))
  }

  @Test(arguments: testIDs)
  func aTestDescribesItself(_ id: TestID) throws {
    let test = try Catalog.test(id)
    #expect(!test.title.isEmpty && !test.formula.isEmpty && hasYear(test.reference))
    for sentence in [test.null, test.assumption] {
      #expect(sentence.first?.isUppercase == true && sentence.hasSuffix("."))
    }
    let says = test.assumption.hasPrefix("Events are independent")
    #expect(test.takesEventsAsIndependent == says)
  }

  @Test(arguments: testIDs)
  func anEmptySampleHasNoAnswer(_ id: TestID) throws {
    let nothing = Sample(
      level: .caar, window: Window(0...1), abnormal: [], dayCount: 0, standardizable: [],
      standardErrors: [], degreesOfFreedom: [],
      estimation: .init(positiveShare: nil, averageDeviation: nil, dayCount: 0))
    #expect(throws: Inapplicable.tooFewEvents) { try Catalog.test(id).evaluate(nothing) }
  }

  /// A jump of 3% in one session of each of 16 firms, whose residuals deviate by 1.3%.
  static let planted = Result {
    var study = try SmallStudy(seed: 4, firms: 16, jump: 31_457)
    study.spec.models = modelIDs.map { ModelChoice($0) }
    study.spec.windows = [Window(0...0), Window(2...3)]
    return try study.run()
  }

  @Test(arguments: modelIDs, testIDs)
  func aPlantedEffectIsFoundOnItsDayOnly(_ model: ModelID, _ test: TestID) throws {
    let rows = try Self.planted.get().rows(
      "tests", ["model": model.rawValue, "test": test.rawValue])
    #expect(rows.count == 8)
    for row in rows {
      let isPlanted = row.integer("window_start") == 0
      let p = try #require(row.number("p_value"))
      #expect(isPlanted ? p < 0.001 : p > 0.02, "day \(row["window_start"]): p = \(p)")
    }
  }

  @Test(arguments: testIDs)
  func tailsAndEstimatesAreConsistent(_ id: TestID) throws {
    let rows = try Self.planted.get().rows("tests", ["test": id.rawValue])
    for row in rows {
      let (lower, upper) = (
        try #require(row.number("p_lower")), try #require(row.number("p_upper"))
      )
      let isContinuous = ["normal", "t"].contains(row.text("distribution"))
      #expect(isContinuous ? abs(lower + upper - 1) < 1e-12 : lower + upper >= 1)
      #expect(try #require(row.number("p_value")) == min(1, 2 * min(lower, upper)))
      // The planted 3% is about two standard errors of one event, and moves most shares.
      guard row.integer("window_start") == 0 else { continue }
      let estimate = try #require(row.number("estimate"))
      switch try Catalog.test(id).estimand {
      case .abnormalReturn: #expect((0.02...0.04).contains(estimate))
      case .standardizedReturn: #expect((1.5...3).contains(estimate))
      case .share: #expect((0.8...1).contains(estimate))
      }
    }
    #expect(contractViolations(try Self.planted.get()) == [])
  }

  private func hasYear(_ reference: String) -> Bool {
    reference.contains(#/\((19|20)\d\d\), /#)
  }
}
