import EventStudy
import MarketData
import Testing
import Workflow

/// A study file that is wrong, and what its reader must be told.
struct BadSpec: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let message: String

  init(_ name: String, _ text: String, _ message: String) {
    testDescription = name
    self.text = text
    self.message = message
  }
}

@Suite struct SpecReaderTests {
  static let bad = [
    BadSpec(
      "an empty file", "", "s.yaml: the file is empty; a study file has at least 'study: NAME'"),
    BadSpec(
      "no name", "market: SPY\n",
      "s.yaml, line 1: the key 'study' is missing; name the study: 'study: us-china-2025'"),
    BadSpec(
      "an upper-case name", "study: Trade\n",
      "s.yaml, line 1, study: 'Trade' is not a name of lower-case letters, digits and '-'"),
    BadSpec(
      "a misspelled key", "study: a\nwindow: [0, 0]\n",
      "s.yaml, line 2: unknown key 'window'; did you mean 'windows'?"),
    BadSpec(
      "a misspelled nested key", "study: a\nestimation:\n  window: [-100, -11]\n  minimun: 60\n",
      "s.yaml, line 4, estimation: unknown key 'minimun'; did you mean 'minimum'?"),
    BadSpec(
      "a key that is like none", "study: a\nzzzzzzzz: 1\n",
      "s.yaml, line 2: unknown key 'zzzzzzzz'; known: study, events, market, bars, measure, returns, model, "
        + "factors, estimation, event-window, windows, tests, alternative, alignment, missing, "
        + "weights, dependence, multiple-testing, seed, resampling, compat"),
    BadSpec(
      "a key twice", "study: a\nmarket: X\nmarket: Y\n",
      "s.yaml, line 2: the key 'market' is given twice"),
    BadSpec(
      "broken YAML", "study: [a\nmarket: b\n",
      "s.yaml, line 2: not valid YAML: did not find expected ',' or ']'"),
    BadSpec(
      "a window outside the event window", "study: a\nevent-window: [-5, 5]\nwindows: [[0, 9]]\n",
      "s.yaml, line 3, windows: the window [0, +9] does not fit in the event window [-5, +5]; "
        + "widen event-window or narrow the window"),
    BadSpec(
      "a dependence that is none", "study: a\ndependence: overlaps\n",
      "s.yaml, line 2, dependence: 'overlaps' is not one of overlap, event-time, none, or a "
        + "correlation above -1 and below 1; did you mean 'overlap'?"),
    BadSpec(
      "a correlation of one", "study: a\ndependence: 1\n",
      "s.yaml, line 2, dependence: '1' is not one of overlap, event-time, none, or a correlation "
        + "above -1 and below 1"),
    BadSpec(
      "a window that ends before it starts", "study: a\nwindows: [[1, -1]]\n",
      "s.yaml, line 2, windows: [1, -1] ends before it starts; write [-1, 1]"),
    BadSpec(
      "a window that is none", "study: a\nevent-window: 10\n",
      "s.yaml, line 2, event-window: '10' is not a window such as [-1, 1]"),
    BadSpec(
      "a fraction in a window", "study: a\nevent-window: [-1.5, 1]\n",
      "s.yaml, line 2, event-window: '-1.5' is not a whole number"),
    BadSpec(
      "an estimation window over the event", "study: a\nestimation: {window: [-100, -5]}\n",
      "s.yaml, line 2, estimation.window: the estimation window ends on day -5, inside or after "
        + "the event window [-10, +10]; end it before day -10"),
    BadSpec(
      "estimation blocks that overlap",
      "study: a\nestimation: {window: [[-100, -50], [-60, -20]]}\n",
      "s.yaml, line 2, estimation.window: the blocks [-100, -50] and [-60, -20] overlap"),
    BadSpec(
      "a minimum longer than the window",
      "study: a\nestimation: {window: [-60, -11], minimum: 80}\n",
      "s.yaml, line 2, estimation.minimum: 80 is not between 3 and the window's 50 sessions"),
    BadSpec(
      "an unknown model", "study: a\nmodel: markt\n",
      "s.yaml, line 2, model: unknown model 'markt'; did you mean 'market'?"),
    BadSpec(
      "a setting the model has not", "study: a\nmodel: {id: market, lags: 1}\n",
      "s.yaml, line 2, model: model 'market' takes no 'lags'; it has no settings"),
    BadSpec(
      "a misspelled setting", "study: a\nmodel: {id: dimson, lag: 1}\n",
      "s.yaml, line 2, model: unknown key 'lag'; did you mean 'lags'?"),
    BadSpec(
      "an unknown test", "study: a\ntests: [bmp_t, patel_z]\n",
      "s.yaml, line 2, tests: unknown test 'patel_z'; did you mean 'patell_z'?"),
    BadSpec(
      "an unknown kind of return", "study: a\nreturns: {kind: logs}\n",
      "s.yaml, line 2, returns.kind: 'logs' is not one of simple, log"),
    BadSpec(
      "a cutoff that is no time", "study: a\nalignment: {cutoff: noon}\n",
      "s.yaml, line 2, alignment.cutoff: 'noon' is not 'close' or a time such as 15:00"),
    BadSpec(
      "a negative shift", "study: a\nalignment: {max-shift: -1}\n",
      "s.yaml, line 2, alignment.max-shift: -1 is negative; give a number of days"),
    BadSpec(
      "a list where a mapping belongs", "study: a\nevents: [x]\n",
      "s.yaml, line 2, events: a list is not a mapping of keys such as 'list: ...'"),
    BadSpec(
      "a model twice", "study: a\nmodel: [market, market]\n",
      "s.yaml, line 2, model: 'market' is listed twice"),
    BadSpec(
      "a window twice", "study: a\nwindows: [[0, 0], [0, 0]]\n",
      "s.yaml, line 2, windows: the window [0, 0] is listed twice"),
    BadSpec(
      "an estimation window after the event", "study: a\nestimation: {window: [11, 80]}\n",
      "s.yaml, line 2, estimation.window: the estimation window ends on day 80, inside or after "
        + "the event window [-10, +10]; end it before day -10, or set estimation.allow-post to true"
    ),
    BadSpec(
      "a switch that is neither on nor off", "study: a\nestimation: {allow-post: 1}\n",
      "s.yaml, line 2, estimation.allow-post: '1' is not true or false"),
    BadSpec(
      "an unknown policy", "study: a\nmissing: drop\n",
      "s.yaml, line 2, missing: 'drop' is not one of available, complete, zero"),
    BadSpec(
      "a misspelled part of a policy", "study: a\nmissing: {policy: zero, minimum: 3}\n",
      "s.yaml, line 2, missing: unknown key 'minimum'; known: policy, minimum-days, "
        + "require-last-day"),
    BadSpec(
      "a minimum of no days", "study: a\nmissing: {minimum-days: 0}\n",
      "s.yaml, line 2, missing.minimum-days: 0 is not a number of days from 1 up"),
    BadSpec(
      "unknown weights", "study: a\nweights: market_cap\n",
      "s.yaml, line 2, weights: 'market_cap' is not one of equal, precision, or a column of the "
        + "event list: {value: NAME}"),
    BadSpec(
      "weights without a column", "study: a\nweights: {}\n",
      "s.yaml, line 2, weights: the key 'value' is missing: {value: market_cap}"),
  ]

  @Test(arguments: bad) func says(_ bad: BadSpec) {
    do throws(SpecFileError) {
      _ = try SpecReader(bad.text, file: "s.yaml").study()
      Issue.record("accepted")
    } catch { #expect(error.description == bad.message) }
  }

  @Test func everyDefaultIsThatOfTheStudyFile() throws {
    #expect(
      try SpecReader("study: a\n", file: "s.yaml").study().spec.yaml == """
        study: a
        events:
          windows: list
        market: '^GSPC'
        measure: return
        returns: {kind: simple, interval: close-close, price: adjusted}
        model: [market]
        estimation: {window: [[-250, -11]], minimum: 60, allow-post: false, exclude-events: false}
        event-window: [-10, 10]
        tests: all
        alternative: two-sided
        alignment: {calendar: market, non-trading: next, cutoff: close, max-shift: 4}
        missing: available
        weights: equal
        dependence: overlap
        multiple-testing: holm
        seed: 20250605
        resampling: {replicates: 9999, placebo-draws: 999}
        compat: none

        """)
  }

  /// What is stored must mean what was asked: every key away from its default survives.
  @Test func theFullSpecificationReadsBackAsItself() throws {
    let text = """
      study: us-china-2025
      events: {list: trade's, groups: [call, tariff], symbols: [NO, TRUE, "1"], windows: study}
      market: "null"
      returns: {kind: log, price: close}
      model: [{id: capm}, ff3, {id: dimson, lags: 2, leads: 1}]
      factors: [french-daily, momentum]
      estimation: {window: [[-120, -100], [11, 60]], minimum: 30, allow-post: true, exclude-events: true}
      event-window: [-5, 5]
      windows: [[0, 0], [-1, 1]]
      tests: [bmp_t, sign_z]
      alternative: greater
      alignment: {calendar: XNYS, non-trading: previous, cutoff: "15:30", max-shift: 7}
      dependence: -0.05
      missing: {policy: zero, minimum-days: 2, require-last-day: true}
      weights: {value: "market's cap"}
      multiple-testing: bh
      seed: 7
      """
    let spec = try SpecReader(text, file: "s.yaml").study().spec
    let again = try SpecReader(spec.yaml, file: "stored").study().spec
    #expect(again == spec)
    #expect(spec.events.symbols == ["NO", "TRUE", "1"])
    #expect(spec.market == "null")
    #expect(spec.yaml.contains("model: [capm, ff3, {id: dimson, lags: 2, leads: 1}]\n"))
    #expect(spec.estimation.windows.count == 2)
    #expect(spec.estimation.allowsPost && spec.estimation.excludesEvents)
    #expect(spec.missing.policy == .zero && spec.missing.minimumDays == 2)
    #expect(spec.missing.requiresLastDay)
    #expect(spec.weights == .value(covariate: "market's cap"))
  }

  @Test(arguments: [
    ("missing: complete", StudySpec.MissingPolicy.complete, StudySpec.Weighting.equal),
    ("weights: precision", .available, .precision),
    ("missing: {policy: zero}\nweights: equal", .zero, .equal),
  ])
  func policiesInOneWord(
    _ lines: String, _ policy: StudySpec.MissingPolicy, _ weights: StudySpec.Weighting
  ) throws {
    let spec = try SpecReader("study: a\n" + lines, file: "s.yaml").study().spec
    #expect(spec.missing.policy == policy && spec.weights == weights)
    #expect(try SpecReader(spec.yaml, file: "stored").study().spec == spec)
  }

  @Test(arguments: [
    ("market", StudySpec.SessionCalendar.market), ("XTKS", .exchange("XTKS")),
    ("inferred", .inferred(share: 0.5)), ("{inferred: 0.8}", .inferred(share: 0.8)),
  ])
  func calendars(_ text: String, _ calendar: StudySpec.SessionCalendar) throws {
    let file = "study: a\nalignment: {calendar: \(text)}"
    let spec = try SpecReader(file, file: "s.yaml").study().spec
    #expect(spec.alignment.calendar == calendar)
    #expect(try SpecReader(spec.yaml, file: "stored").study().spec == spec)
  }

  @Test(arguments: [
    ("{inferred: half}", "'half' is not a share of series such as 0.5"),
    (
      "{inferred: 50}", "the share 50.0 of series is not above 0 and at most 1; half of them is 0.5"
    ),
    ("{infered: 0.5}", "unknown key 'infered'; did you mean 'inferred'?"),
  ])
  func calendarsThatAreWrong(_ text: String, _ message: String) {
    let error = #expect(throws: SpecFileError.self) {
      try SpecReader("study: a\nalignment: {calendar: \(text)}", file: "s.yaml").study()
    }
    #expect(error?.message == message)
  }

  @Test(arguments: ["overlap", "event-time", "none", "0.125", "-0.25"])
  func dependenceIsANameOrACorrelation(_ text: String) throws {
    let spec = try SpecReader("study: a\ndependence: \(text)\n", file: "s.yaml").study().spec
    #expect(spec.yaml.contains("\ndependence: \(text)\n"))
    #expect(try SpecReader(spec.yaml, file: "stored").study().spec == spec)
  }

  @Test func jsonIsYAML() throws {
    let text = #"{"study": "a", "windows": [[0, 1]], "estimation": {"window": [-90, -11]}}"#
    let spec = try SpecReader(text, file: "s.json").study().spec
    #expect(spec.windows == [Window(0...1)])
    #expect(spec.estimation.windows == [Window(-90 ... -11)])
  }

  /// The program that is followed sets what the file does not, wherever the key stands.
  @Test func compatGivesWayToOtherKeys() throws {
    func spec(_ rest: String) throws -> StudySpec {
      try SpecReader("study: s\n" + rest, file: "s.yaml").study().spec
    }
    #expect(try spec("compat: sipemu").dependence == .eventTime)
    #expect(try spec("dependence: none\ncompat: sipemu").dependence == .none)
    #expect(try spec("compat: estudy2").dependence == .overlap)
    let stored = try spec("compat: est-arc\ntests: [skew_t]")
    #expect(stored.compatibility == .estARC && stored.yaml.contains("compat: est-arc\n"))
    #expect(try SpecReader(stored.yaml, file: "stored").study().spec == stored)
    #expect(try SpecReader(stored.yaml, file: "stored").study().tests[0].variant == "unbiased")
  }

  @Test func anUnknownProgramIsRefused() {
    #expect {
      try SpecReader("study: s\ncompat: eventstudy\n", file: "s.yaml").study()
    } throws: { error in
      "\(error)".contains("line 2, compat: 'eventstudy' is not one of none, estudy2, eventstudy2")
    }
  }
}
