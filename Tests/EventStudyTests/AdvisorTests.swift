import MarketData
import Tables
import TestSupport
import Testing

@testable import EventStudy

/// Which test is to be read first and which are not to be trusted.
@Suite struct AdvisorTests {
  /// Thirty events that no rule has anything against.
  private func plain() -> SampleTraits {
    func pairs(_ count: Int, _ mean: Double) -> CrossCorrelation {
      CrossCorrelation(
        eventCount: 30, overlappingPairs: count, pairsWithoutEstimate: 0, mean: mean, signs: nil)
    }
    return SampleTraits(
      model: "market", window: Window(0...1), eventCount: 30, eventsDepend: false,
      dependence: .overlap, correlation: pairs(0, 0),
      overlap: .init(window: Window(0...1), correlation: pairs(40, 0.05), pairsAcrossSessions: 0),
      varianceRatio: .init(value: 1.2, pValue: 0.2), skewness: 0.3, standardizedSkewness: 0.2,
      zeroShare: 0.01, fatTailShare: 0.4, longestWindow: Window(-1...1), estimationLength: 120)
  }

  private func advisor(_ traits: SampleTraits, tests: [TestChoice]? = nil) throws -> Advisor {
    var spec = StudySpec(name: "advice")
    spec.tests = tests
    return Advisor(try Study(spec), traits, [])
  }

  @Test func nothingSpeaksAgainstAPlainSample() throws {
    let advisor = try advisor(plain())
    #expect(advisor.warnings == [])
    #expect(
      advisor.readFirst.message
        == "Read bmp_t (Boehmer-Musumeci-Poulsen t) first. Judged by model 'market', all events, "
        + "[0, +1]: 30 events, variance ratio 1.20 (p 0.2000), skewness 0.30, 40.0% of fits "
        + "fat-tailed, 1.0% zero returns.")
  }

  /// A change of the plain sample, and the tests that it discredits.
  static let changes: [(String, @Sendable (inout SampleTraits) -> Void)] = [
    ("cda_t, corrado_z, cz_rank_z", { $0.overlap?.pairsAcrossSessions = 5 }),
    ("patell_z", { $0.varianceRatio = .init(value: 2, pValue: 0.001) }),
    ("csect_t and jackknife", { $0.skewness = -0.95 }),
    ("csect_t and jackknife", { $0.skewness = 0.95 }),
    ("bmp_t and adj_bmp_t", { $0.standardizedSkewness = 0.95 }),
    ("skew_t and hall_t", { $0.eventCount = 9 }),
    ("cda_t, corrado_z", { $0.longestWindow = Window(0...60) }),
    ("patell_z, adj_patell_z, ar_t and car_t", { $0.zeroShare = 0.101 }),
    ("joint_f, ar_t, car_t and window_f", { $0.fatTailShare = 0.51 }),
  ]

  @Test(arguments: changes.indices)
  func oneReasonGivesOneWarning(_ index: Int) throws {
    var (traits, (names, change)) = (plain(), Self.changes[index])
    change(&traits)
    let warnings = try advisor(traits).warnings
    #expect(warnings.count == 1 && warnings[0].code == "do_not_trust")
    let start = names.contains(" and ") ? names + " here." : names
    if names == "patell_z" {
      #expect(warnings[0].message.contains("patell_z"))
    } else {
      #expect(warnings[0].message.hasPrefix("Do not trust \(start)"))
    }
  }

  /// Just within every limit.
  @Test func whatIsOrdinaryGivesNone() throws {
    var traits = plain()
    traits.varianceRatio = .init(value: 1.4, pValue: 0.05)
    (traits.skewness, traits.standardizedSkewness) = (0.89, -0.89)
    (traits.zeroShare, traits.fatTailShare, traits.eventCount) = (0.1, 0.5, 10)
    traits.longestWindow = Window(0...59)
    traits.overlap = nil
    #expect(try advisor(traits).warnings == [])
  }

  /// The percentages are those of `Reference/advisor.py` (scipy).
  @Test func skewnessSaysWhichTailErrs() throws {
    var traits = plain()
    (traits.skewness, traits.eventCount) = (-2.5, 25)
    let messages = try advisor(traits, tests: ["csect_t", "bmp_t", "wilcoxon"]).warnings.map(
      \.message)
    #expect(
      messages == [
        "Do not trust csect_t here. CARs have skewness -2.50 with 25 events: at a one-sided 5% a t "
          + "test rejects about 10.5% above zero and 0.0% below it.",
        "Do not trust wilcoxon here. CARs are taken as symmetric about zero, but the skewness is "
          + "-2.50: a median away from zero does not say that the mean is.",
      ])
    (traits.skewness, traits.eventCount) = (0.4, 1000)
    #expect(try advisor(traits).warnings == [])
  }

  @Test func dependentEventsNeedAnAdjustedTest() throws {
    var traits = plain()
    traits.eventsDepend = true
    #expect(try advisor(traits).warnings == [])
    let message = try advisor(traits, tests: ["bmp_t"]).readFirst.message
    #expect(
      message.hasPrefix(
        "Read adj_bmp_t (Boehmer-Musumeci-Poulsen t adjusted for cross-correlation) first: add it "
          + "to tests. Passed over: bmp_t (events depend on each other). Judged by"))
    traits.dependence = .none
    #expect(try advisor(traits).readFirst.message.hasPrefix("Read grank_t"))
  }

  @Test func oneEventWithFatTailsIsComparedWithItsOwnDays() throws {
    var traits = plain()
    (traits.eventCount, traits.skewness, traits.varianceRatio) = (1, nil, nil)
    #expect(try advisor(traits).readFirst.message.hasPrefix("Read car_t"))
    traits.fatTailShare = 1
    #expect(try advisor(traits).readFirst.message.hasPrefix("Read perm_single"))
  }

  /// scipy: see `Reference/advisor.py`.
  @Test func varianceRatioOfGivenValues() throws {
    let values = GivenValuesTests.additions.map { $0 * 20 }
    let ratio = try #require(
      SampleTraits.VarianceRatio(
        Sample(
          level: .caar, window: Window(0...1), abnormal: values, dayCount: 2,
          standardizable: values, standardErrors: values.map { _ in 1 },
          degreesOfFreedom: values.map { _ in 100 },
          estimation: .init(positiveShare: 0.5, averageDeviation: nil, dayCount: 0))))
    #expect(abs(ratio.value / 1.354194123291786 - 1) < 1e-12)
    #expect(abs(ratio.pValue / 0.16025478142026162 - 1) < 1e-10)
  }

  /// numpy and scipy: see `Reference/advisor.py`.
  @Test func aMeanWithoutOneValue() throws {
    let all = try #require(LeaveOneOut(GivenValuesTests.additions))
    let second = try #require(all.without(2))
    #expect(abs(second.mean / 0.044751526374655966 - 1) < 1e-12)
    #expect(abs(second.standardError / 0.008239016266648495 - 1) < 1e-12)
    #expect(abs(second.pValue / 8.842734300387052e-05 - 1) < 1e-9)
    let other = try #require(all.without(13))
    #expect(abs(other.pValue / 0.0033702706368513857 - 1) < 1e-9)
    #expect(LeaveOneOut([1, 2, 3, 4]) == nil)
    #expect(LeaveOneOut([1, 1, 1, 1, 5])?.without(4) == nil)
  }
}

/// The same in whole studies.
@Suite struct AdvisedStudyTests {
  private func quiet() throws -> SmallStudy {
    var study = try SmallStudy(firms: 12, distance: 6)
    study.spec.tests = ["csect_t", "bmp_t"]
    return study
  }

  /// Multiplies a firm's prices from a session on.
  private func move(_ study: inout SmallStudy, _ firm: Int, from session: Int, by factor: Double)
    throws
  {
    let symbol = SyntheticMarket.firm(firm)
    let prices = try #require(study.market.prices[symbol]).prices
    study.market.setPrices(
      of: symbol, prices.enumerated().map { $0.offset < session ? $0.element : $0.element * factor }
    )
  }

  @Test func oneEventThatCarriesTheAverageIsNamed() throws {
    var study = try quiet()
    #expect(
      try study.run().rows("notices", ["code": "influential_event", "event_id": "E04"]).isEmpty)
    try move(&study, 4, from: 104, by: 1.5)
    let tables = try study.run()
    let notice = try #require(tables.rows("notices", ["code": "influential_event"]).first)
    #expect(notice.text("event_id") == "E04")
    let message = try #require(notice.text("message"))
    #expect(message.hasPrefix("Without E04 (F04) the equally weighted CAAR over ["))
    #expect(message.contains("standard errors of the average of the others"))
    let reversed = try study.with(study.events.reversed()).run(threads: 3)
    #expect(
      reversed.rows("notices").map { $0.text("message") }
        == tables.rows("notices").map { $0.text("message") })
  }

  @Test func aTrendBeforeTheEventIsNoticed() throws {
    var study = try quiet()
    #expect(try study.run().rows("notices", ["code": "pre_trend"]).isEmpty)
    for firm in 0..<12 { try move(&study, firm, from: 78 + 6 * firm, by: 1.06) }
    let notice = try #require(try study.run().rows("notices", ["code": "pre_trend"]).first)
    #expect(
      notice.text("message")?.hasPrefix(
        "AARs before the event are not zero over [-2, -2]: F(1, 11)")
        == true)
    // One session needs more than six events.
    let few = try study.with(Array(study.events.prefix(6))).run()
    #expect(few.rows("notices", ["code": "pre_trend"]).isEmpty)
  }

  @Test func nothingIsAdvisedWithoutAnEvent() throws {
    #expect(try SmallStudy(firms: 0).run().rows("notices").isEmpty)
  }
}
