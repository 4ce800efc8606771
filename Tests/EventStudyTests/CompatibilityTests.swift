import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// A study that follows another program takes its forms of tests, and says so.
@Suite struct CompatibilityTests {
  static let programs = StudySpec.Compatibility.allCases.filter { $0 != .none }

  private func spec(_ program: StudySpec.Compatibility) -> StudySpec {
    var spec = StudySpec(name: "small")
    spec.follow(program)
    return spec
  }

  private func variants(_ spec: StudySpec) throws -> [String: String] {
    let study = try Study(spec)
    let tests: [any StatisticalTest] = study.tests + study.eventTests
    return Dictionary(uniqueKeysWithValues: tests.map { ($0.id.rawValue, $0.variant) })
  }

  @Test func everyProgramSwitchesItsForms() throws {
    let own = try variants(spec(.none))
    let expected: [StudySpec.Compatibility: [String: String]] = [
      .estudy2: [
        "bw80_z": "estudy2", "patell_z": "estudy2", "bmp_t": "estudy2", "sign_z": "normal",
        "gsign_z": "pooled", "corrado_z": "estudy2", "cz_rank_z": "estudy2",
        "cz_sign_z": "estudy2",
      ],
      .eventstudy2: [
        "patell_z": "eventstudy2", "adj_patell_z": "eventstudy2", "bmp_t": "eventstudy2",
        "adj_bmp_t": "eventstudy2", "grank_t": "eventstudy2",
      ],
      .sipemu: [
        "ar_t": "simple", "car_t": "simple", "patell_z": "sum_sar", "bmp_t": "raw_sigma",
        "adj_bmp_t": "raw_sigma", "corrado_z": "sd",
      ],
      .estARC: ["ar_t": "simple", "car_t": "simple", "cda_t": "arc", "skew_t": "unbiased"],
    ]
    for program in Self.programs {
      let switched = try variants(spec(program)).filter { own[$0.key] != $0.value }
      #expect(switched == expected[program])
    }
  }

  @Test func aVariantThatIsAskedForStays() throws {
    var spec = spec(.sipemu)
    spec.tests = ["bmp_t", TestChoice("patell_z", variant: "exact"), "csect_t"]
    #expect(
      try variants(spec) == ["bmp_t": "raw_sigma", "patell_z": "exact", "csect_t": "default"])
    #expect(spec.dependence == .eventTime)
  }

  /// What is one form twice, once by name and once by the program, would make two equal rows.
  @Test func oneFormTwiceIsAProblem() {
    var spec = spec(.sipemu)
    spec.tests = ["bmp_t", TestChoice("bmp_t", variant: "raw_sigma")]
    #expect(
      throws: SpecProblem(key: "tests", "'bmp_t (raw_sigma)' is listed twice")
    ) { try Study(spec) }
    var plain = StudySpec(name: "small")
    plain.tests = ["bmp_t", TestChoice("bmp_t", variant: "raw_sigma")]
    #expect(throws: Never.self) { try Study(plain) }
  }

  @Test(arguments: programs)
  func noticesNameEveryDeviation(_ program: StudySpec.Compatibility) throws {
    var study = try SmallStudy(firms: 4)
    study.spec.tests = ["bmp_t", "ar_t", "cda_t", "wilcoxon"]
    study.spec.follow(program)
    let notices = try study.run().rows("notices", ["code": "compat"])
      .compactMap { $0.text("message") }
    let prefix = "As \(program.rawValue) does it (compat): "
    #expect(notices.allSatisfy { $0.hasPrefix(prefix) && $0.hasSuffix(".") })
    let tests = ["bmp_t", "ar_t", "cda_t"].filter { test in
      notices.contains { $0.hasPrefix(prefix + test + " is in its form ") }
    }
    let expected: [StudySpec.Compatibility: [String]] = [
      .estudy2: ["bmp_t"], .eventstudy2: ["bmp_t"], .sipemu: ["bmp_t", "ar_t"],
      .estARC: ["ar_t", "cda_t"],
    ]
    #expect(tests == expected[program])
    let hasDependence = notices.contains { $0.contains("dependence is event-time") }
    #expect(hasDependence == [.sipemu, .eventstudy2].contains(program))
    #expect(notices.count == tests.count + (hasDependence ? 2 : 1))
  }

  @Test func aStudyOfItsOwnHasNoSuchNotice() throws {
    #expect(try SmallStudy(firms: 3).run().rows("notices", ["code": "compat"]).isEmpty)
  }

  @Test func anUnknownProgramIsRefused() {
    #expect(
      StudySpec.Compatibility.problem(with: "crse")
        == "'crse' is not one of none, estudy2, eventstudy2, sipemu, est-arc")
  }

  /// With Z^2 beyond M - 1 eventstudy2 takes the root of a negative number: forty firms that
  /// all rise by 6%, above everything before.
  @Test func noRootIsNoStatistic() throws {
    var study = try SmallStudy(firms: 40, jump: 62_914, distance: 1)
    study.spec.tests = [TestChoice("grank_t", variant: "eventstudy2")]
    let row = try #require(
      try study.run().rows("tests", ["level": "aar", "window_start": 0]).first)
    #expect(row.text("status") == "undefined" && row.text("reason") == "perfect_rank")
    #expect(row.number("statistic") == nil)
  }

  /// Where every event has every day, estudy2's deviation is the usual one.
  @Test func completeEventsHaveTheUsualRankStatistics() throws {
    var study = try SmallStudy(firms: 6)
    let forms = [
      ("corrado_z", "cowan"), ("cz_rank_z", "no_event_variance"),
      ("cz_sign_z", "no_event_variance"),
    ]
    for (test, variant) in forms {
      let id = TestID(rawValue: test)
      study.spec.tests = [TestChoice(id, variant: variant), TestChoice(id, variant: "estudy2")]
      let tables = try study.run()
      let (usual, other) = (
        tables.rows("tests", ["variant": variant]), tables.rows("tests", ["variant": "estudy2"])
      )
      try #require(usual.count == 8 && other.count == 8)
      for (a, b) in zip(usual, other) {
        let (x, y) = (try #require(a.number("statistic")), try #require(b.number("statistic")))
        #expect(abs(x - y) <= 1e-12 * abs(x))
        let (e, f) = (try #require(a.number("estimate")), try #require(b.number("estimate")))
        #expect(abs(e - f) <= 1e-12 * abs(e))
      }
    }
  }

  @Test func estudy2StandardizesForTheMarketModelAlone() throws {
    var study = try SmallStudy(firms: 4)
    study.spec.models = ["market", "mean"]
    study.spec.tests = [TestChoice("patell_z", variant: "estudy2")]
    let tables = try study.run()
    #expect(
      tables.rows("tests", ["model": "market"]).allSatisfy { $0.text("reason") == "small_sample" })
    let others = tables.rows("tests", ["model": "mean"])
    #expect(!others.isEmpty)
    #expect(others.allSatisfy { $0.text("reason") == "market_model_only" })
  }
}
