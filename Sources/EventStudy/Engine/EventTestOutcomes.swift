import MarketData
import Statistics
import Tables

/// What the tests of single events found: one row an event, model, window and test.
///
/// Rows go straight into columns, since there are more of them than of anything but days.
struct EventTestOutcomes {
  private let study: Study
  private(set) var rows = EventModelRows(capacity: 0)
  private var windows: [Window] = []
  private var tests: [Int32] = []
  private var numbers: [[Double]] = Array(repeating: [], count: Number.allCases.count)
  private var degreesOfFreedom: [Int] = []
  private var distributions: RecurringTexts
  private var states: [Int32] = []
  private var reasons: RecurringTexts

  private enum Number: Int, CaseIterable {
    case estimate, standardError, statistic, p, lower, upper
  }

  init(_ study: Study) {
    self.study = study
    distributions = RecurringTexts(study.eventTests.count)
    reasons = RecurringTexts(study.eventTests.count)
  }

  /// Evaluates an event on every window that is its own.
  mutating func evaluate(
    _ event: Int, ofModelAt model: Int, _ fitted: FittedEvents, _ aligned: AlignedStudy
  ) {
    for (index, window) in fitted.layout.windows.enumerated()
    where !fitted.validDays[event, index].isMissing {
      let sample = EventSample(
        fitted: fitted, study: aligned, event: event, windowIndex: index,
        resampling: study.spec.resampling, alternative: study.spec.alternative)
      for (position, test) in study.eventTests.enumerated() where test.applies(to: window) {
        rows.append(event, model)
        windows.append(window)
        tests.append(Int32(position))
        do { append(try test.evaluate(sample), position) } catch { append(error, position) }
      }
    }
  }

  private mutating func append(_ found: TestStatistic, _ test: Int) {
    append(.estimate, found.estimate)
    append(.standardError, found.standardError)
    append(.statistic, found.statistic)
    append(.p, found.pValues[study.spec.alternative])
    append(.lower, found.pValues.lower)
    append(.upper, found.pValues.upper)
    degreesOfFreedom.append(found.degreesOfFreedom ?? .min)
    distributions.append(found.distribution, at: test)
    states.append(found.approximation == nil ? RowState.ok : RowState.approximate)
    reasons.append(found.approximation, at: test)
  }

  private mutating func append(_ absence: Inapplicable, _ test: Int) {
    for number in Number.allCases { append(number, nil) }
    degreesOfFreedom.append(.min)
    distributions.append(nil, at: test)
    states.append(RowState.undefined)
    reasons.append(absence.rawValue, at: test)
  }

  private mutating func append(_ number: Number, _ value: Double?) {
    numbers[number.rawValue].append(value ?? .missing)
  }

  /// The columns behind the event and the model.
  var columns: [Column] {
    func number(_ name: String, _ number: Number) -> Column {
      Column(name, numbers: numbers[number.rawValue])
    }
    return [
      Column("window_start", .integer(windows.map(\.first))),
      Column("window_end", .integer(windows.map(\.last))),
      Column("test", .text(codes: tests, labels: study.eventTests.map(\.id.rawValue))),
      Column("variant", .text(codes: tests, labels: study.eventTests.map(\.variant))),
      number("estimate", .estimate), number("std_error", .standardError),
      number("statistic", .statistic), distributions.column("distribution"),
      Column("df", .integer(degreesOfFreedom)), number("p_value", .p),
      number("p_lower", .lower), number("p_upper", .upper),
      Column("status", .text(codes: states, labels: RowState.names)),
      reasons.column("reason"),
    ]
  }
}

/// Texts that mostly repeat what was appended before at the same place, which saves a look-up.
private struct RecurringTexts {
  private var codes: [Int32] = []
  private var labels = Labels()
  private var last: [(text: String?, code: Int32)]

  init(_ places: Int) { last = Array(repeating: (nil, -1), count: places) }

  mutating func append(_ text: String?, at place: Int) {
    if last[place].text != text { last[place] = (text, labels.code(text)) }
    codes.append(last[place].code)
  }

  func column(_ name: String) -> Column {
    Column(name, .text(codes: codes, labels: labels.texts))
  }
}
