/// The rows of a rule file read so far.
struct CalendarRulesDraft {
  enum Kind: String, CaseIterable {
    case sameAs = "same-as"
    case name, vintage, zone, coverage, week, open, close
    case lunchBreak = "break"
    case closed, early
    case extra = "session"

    /// The settings every calendar has.
    static let required: [Self] = [.name, .vintage, .zone, .coverage, .week, .open, .close]

    var isRule: Bool { self == .closed || self == .early || self == .extra }
    var isHours: Bool { self == .open || self == .close || self == .lunchBreak }
  }

  fileprivate struct Row {
    let line: Int
    let effect: CalendarRules.Effect
    let first: Int?
    let last: Int?
    let rule: DateRule
    let note: String
  }

  /// What a file sets once: a kind, and for hours the date from which they hold.
  private struct Setting: Hashable {
    let kind: Kind
    let first: String
  }

  private var lines: [Setting: Int] = [:]
  private var isBased = false
  private var name = ""
  private var vintage = ""
  private var zone: Zone?
  private var years: ClosedRange<Int>?
  private var week: Set<Int> = []
  private var hours = HoursTimeline()
  private var rows: [Row] = []

  /// Whether no row was taken in yet.
  var isEmpty: Bool { lines.isEmpty && rows.isEmpty && !isBased }

  /// The rows as those of a base, whose settings a file may set anew.
  var asBase: Self {
    var base = self
    base.lines = [:]
    base.isBased = true
    return base
  }

  /// The code after `same-as`, when the fields are such a row.
  static func base(_ fields: [String]) -> String? {
    guard fields.count == CalendarRules.header.count, fields[0].lowercased() == "same-as" else {
      return nil
    }
    return fields[5]
  }

  /// Takes in the fields of one row, in the order of `CalendarRules.header`.
  mutating func add(_ fields: [String], line: Int) throws(CalendarRuleError.Problem) {
    guard fields.count == CalendarRules.header.count else { throw .fieldCount(fields.count) }
    guard let kind = Kind(rawValue: fields[0].lowercased()) else {
      throw .unknownKind(fields[0])
    }
    let setting = Setting(kind: kind, first: kind.isHours ? fields[1] : "")
    if !kind.isRule, let earlier = lines.updateValue(line, forKey: setting) {
      throw .repeatedSetting(kind.rawValue, earlier: earlier)
    }
    if kind.isRule, fields[5].isEmpty { throw .emptyNote(kind.rawValue) }
    if kind.isHours {
      hours.add(try Self.hours(kind, fields), from: try Self.change(fields[1]), line: line)
    }
    switch kind {
    case .name: name = try Self.text(fields[5], of: kind)
    case .vintage: vintage = try Self.text(fields[5], of: kind)
    case .zone: zone = try Self.zone(try Self.text(fields[5], of: kind))
    case .coverage: years = try Self.years(fields[1], fields[2])
    case .week: week = try Self.week(fields[3])
    case .sameAs, .open, .close, .lunchBreak: break
    case .closed: rows += try Self.rows(fields, .closed, line)
    case .early: rows += try Self.rows(fields, .early(try Self.time(fields[4])), line)
    case .extra:
      let close = try fields[4].isEmpty ? nil : Self.time(fields[4])
      rows += try Self.rows(fields, .extra(close), line)
    }
  }

  /// The rules, once every row is in.
  func finished(file: String) throws(CalendarRuleError) -> CalendarRules {
    let missing = Kind.required.filter { kind in
      !isBased && !lines.keys.contains { $0.kind == kind }
    }
    let start = years.flatMap { CalendarDate(year: $0.lowerBound, month: 1, day: 1) }
    guard missing.isEmpty, let zone, let years, let start else {
      throw CalendarRuleError(
        file: file, line: nil, problem: .missingSettings(missing.map(\.rawValue)))
    }
    guard let periods = try hours.periods(from: start, file: file) else {
      throw CalendarRuleError(
        file: file, line: nil, problem: .missingSettings(["open or close without a date"]))
    }
    return CalendarRules(
      name: name, vintage: vintage, zone: zone, years: years, week: week, hours: periods,
      rules: try rules(in: years, periods, file: file))
  }

  private func rules(
    in coverage: ClosedRange<Int>, _ hours: [RegularHours], file: String
  ) throws(CalendarRuleError) -> [CalendarRules.Rule] {
    var rules: [CalendarRules.Rule] = []
    for row in rows {
      try row.check(against: hours, file: file)
      rules.append(
        .init(effect: row.effect, years: row.years(in: coverage), rule: row.rule, note: row.note))
    }
    return rules
  }
}

extension CalendarRulesDraft.Row {
  /// The years for which a rule is followed.
  fileprivate func years(in coverage: ClosedRange<Int>) -> ClosedRange<Int> {
    if first == nil, last == nil, case .date(let date) = rule {
      return date.components.year...date.components.year
    }
    // A rule is followed one year past the coverage: its last observed date may fall inside.
    let start = first ?? min(coverage.lowerBound, last ?? coverage.lowerBound)
    return start...(last ?? max(coverage.upperBound + 1, start))
  }

  /// A close must fall inside the hours of some time.
  fileprivate func check(against hours: [RegularHours], file: String) throws(CalendarRuleError) {
    let close: ClockTime
    switch effect {
    case .early(let time), .extra(let time?): close = time
    case .closed, .extra(nil): return
    }
    let fits = hours.contains { $0.range.contains(close) && close > $0.range.lowerBound }
    guard !fits, let last = hours.last else { return }
    throw CalendarRuleError(
      file: file, line: line, problem: .earlyCloseOutsideHours(close, last.range))
  }
}

extension CalendarRulesDraft {
  /// One rule a row, or one for each of the dates it lists.
  private static func rows(
    _ fields: [String], _ effect: CalendarRules.Effect, _ line: Int
  ) throws(CalendarRuleError.Problem) -> [Row] {
    let first = try fields[1].isEmpty ? nil : year(fields[1])
    let last = try fields[2].isEmpty ? nil : year(fields[2])
    if let first, let last, last < first { throw .yearsReversed(first, last) }
    do throws(DateRuleProblem) {
      return try DateRule.rules(fields[3]).map { rule in
        Row(line: line, effect: effect, first: first, last: last, rule: rule, note: fields[5])
      }
    } catch {
      throw .badRule(error.description)
    }
  }
}
