import EventStudy
import MarketData
import Tables
import TestSupport
import Testing

/// The exact text of everything that a specification can have wrong.
@Suite struct SpecProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let spec: StudySpec
    let message: String

    init(_ message: String, _ change: (inout StudySpec) -> Void) {
      var spec = StudySpec(name: "a-study")
      change(&spec)
      (testDescription, self.spec, self.message) = (message, spec, message)
    }
  }

  static let wrong: [Case] = [
    Case("study: '' is not a name of lower-case letters, digits and '-'") { $0.name = "" },
    Case("study: 'US 2025' is not a name of lower-case letters, digits and '-'") {
      $0.name = "US 2025"
    },
    Case(
      "windows: the window [0, +20] does not fit in the event window [-10, +10]; "
        + "widen event-window or narrow the window"
    ) { $0.windows = [Window(-1...1), Window(0...20)] },
    Case("windows: the window [-1, +1] is listed twice") {
      $0.windows = [Window(-1...1), Window(0...0), Window(-1...1)]
    },
    Case(
      "dependence: '1.5' is not one of overlap, event-time, none, or a correlation above -1 and "
        + "below 1"
    ) { $0.dependence = .given(1.5) },
    Case("estimation.window: at least one window is needed, such as [-250, -11]") {
      $0.estimation.windows = []
    },
    Case("estimation.window: the blocks [-250, -100] and [-100, -11] overlap") {
      $0.estimation.windows = [Window(-250 ... -100), Window(-100 ... -11)]
    },
    Case(
      "estimation.window: the estimation window ends on day -10, inside or after the event window "
        + "[-10, +10]; end it before day -10"
    ) { $0.estimation.windows = [Window(-250 ... -10)] },
    Case(
      "estimation.window: the estimation window ends on day 60, inside or after the event window "
        + "[-10, +10]; end it before day -10, or set estimation.allow-post to true"
    ) { $0.estimation.windows = [Window(-250 ... -11), Window(11...60)] },
    Case(
      "estimation.window: the estimation window ends on day 60, inside or after the event window "
        + "[-10, +10]; end it before day -10"
    ) { $0.estimation.windows = [Window(-250 ... -11), Window(10...60)] },
    Case(
      "estimation.window: the block [+10, +60] shares days with the event window [-10, +10]; "
        + "end it before day -10 or start it after day 10"
    ) {
      $0.estimation.windows = [Window(-250 ... -11), Window(10...60)]
      $0.estimation.allowsPost = true
    },
    Case("missing.minimum-days: 0 is not a number of days from 1 up") {
      $0.missing.minimumDays = 0
    },
    Case("weights.value: '' is no column of an event list") {
      $0.weights = .value(covariate: "")
    },
    Case("estimation.minimum: 2 is not between 3 and the window's 240 sessions") {
      $0.estimation.minimum = 2
    },
    Case("estimation.minimum: 60 is not between 3 and the window's 40 sessions") {
      $0.estimation.windows = [Window(-50 ... -31), Window(-30 ... -11)]
    },
    Case("estimation.window: 2 sessions cannot estimate a model; 3 can") {
      $0.estimation.windows = [Window(-12 ... -11)]
    },
    Case(
      "estimation.window: the window [\(Int.min), -11] reaches more than 50000 sessions from the "
        + "event"
    ) { $0.estimation.windows = [Window(Int.min ... -11)] },
    Case("event-window: the window [-10, +50001] reaches more than 50000 sessions from the event") {
      $0.eventWindow = Window(-10...50_001)
    },
    Case("model: 'market' is listed twice") { $0.models = ["market", "mean", "market"] },
    Case("model: model 'market' takes no 'lags'; it has no settings") {
      $0.models = [ModelChoice("market", settings: [ModelSetting(name: "lags", value: 1)])]
    },
    Case("model: lags: 9 is not between 0 and 5") {
      $0.models = [ModelChoice("dimson", settings: [ModelSetting(name: "lags", value: 9)])]
    },
    Case(
      "model: model 'ff3' explains returns by factors, which are from close to close, and "
        + "returns.interval is overnight; choose another model or close-close"
    ) {
      $0.models = ["market", "ff3"]
      $0.returns.interval = .overnight
    },
    Case("model: model 'raw' does not explain log volumes; measure: volume takes mean, market") {
      $0.models = ["raw"]
      $0.measure = .volume
    },
    Case(
      "returns: measure is range, which is of whole sessions and in logarithms: leave out interval "
        + "and kind, or set measure: return"
    ) {
      $0.measure = .range
      $0.returns.kind = .log
    },
    Case(
      "compat: the conventions of 'sipemu' are about returns and measure is volume; set compat: none"
    ) {
      $0.measure = .volume
      $0.compatibility = .sipemu
    },
    Case(
      "tests: test 'beaver_z' says nothing about returns; measure: return takes "
        + Catalog.allTests.filter { $0.measures.contains(.return) && $0.takesSessions }.map(
          \.id.rawValue
        )
        .joined(separator: ", ")
    ) { $0.tests = ["beaver_z"] },
    Case(
      "missing: measure is volatility, of which a day without a return has none, not zero; choose "
        + "available or complete"
    ) {
      $0.measure = .volatility
      $0.missing.policy = .zero
    },
    Case("model: at least one model is needed") { $0.models = [] },
    Case("model: unknown model 'markt'; did you mean 'market'?") { $0.models = ["markt"] },
    Case(
      "model: unknown model 'xyzzy-plugh'; known: raw, mean, market-adjusted, market, capm, ff3, "
        + "carhart, ff5, factors, scholes-williams, dimson, fowler-rorke, huber, lad, theil-sen, "
        + "garch, gjr, egarch"
    ) { $0.models = ["xyzzy-plugh"] },
    Case("tests: 'bmp_t' is listed twice") { $0.tests = ["bmp_t", "bmp_t"] },
    Case("tests: unknown test 'patel_z'; did you mean 'patell_z'?") { $0.tests = ["patel_z"] },
    Case("alignment.max-shift: -1 is negative; give a number of days") {
      $0.alignment.maximumShift = -1
    },
  ]

  @Test(arguments: wrong)
  func isRefused(_ testCase: Case) {
    #expect { try Study(testCase.spec) } throws: { "\($0)" == testCase.message }
  }

  @Test func theDefaultsAreRight() throws {
    let study = try Study(StudySpec(name: "a-study"))
    #expect(study.models.map(\.id) == ["market"])
    #expect(
      study.tests.map(\.id) == Catalog.tests.filter { $0.measures.contains(.return) }.map(\.id))
    #expect(study.needsMarket && !study.needsFactors)
  }

  static let unservedModels: [(model: ModelID, factors: [String]?, message: String)] = [
    (
      "market", nil,
      "market: model 'market' needs the market series 'NONE'"
    ),
    (
      "ff3", nil,
      "factors: model 'ff3' needs the factor 'mkt_rf'; "
        + "name a factor set that has it: factors: NAME"
    ),
    (
      "carhart", ["Mkt-RF", "SMB", "HML", "RF"],
      "factors: model 'carhart' needs the factor 'mom'; "
        + "the study's factor sets have mkt_rf, smb, hml, rf"
    ),
  ]

  @Test(arguments: unservedModels)
  func aModelWithoutItsData(_ model: ModelID, _ names: [String]?, _ message: String) throws {
    var study = try SmallStudy(firms: 1)
    study.spec.models = [ModelChoice(model)]
    study.spec.alignment.calendar = .exchange("XNYS")
    study.spec.market = "NONE"
    let all = study.market.factors
    study.factors = names.map { names in
      FactorSet(
        frequency: .daily, dates: all.dates,
        factors: all.factors.filter { names.contains($0.name) })
    }
    #expect { try study.run() } throws: { "\($0)" == message }
  }
}
