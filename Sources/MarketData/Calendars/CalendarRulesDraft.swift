/// The rows of a rule file read so far.
struct CalendarRulesDraft {
  enum Kind: String, CaseIterable {
    case name, vintage, zone, coverage, week, open, close, closed, early

    var isSetting: Bool { self != .closed && self != .early }
  }

  private struct Row {
    let line: Int
    let effect: CalendarRules.Effect
    let first: Int?
    let last: Int?
    let rule: DateRule
    let note: String
  }

  private var lines: [Kind: Int] = [:]
  private var name = ""
  private var vintage = ""
  private var zone: Zone?
  private var years: ClosedRange<Int>?
  private var week: Set<Int> = []
  private var open: ClockTime?
  private var close: ClockTime?
  private var rows: [Row] = []

  /// Takes in the fields of one row, in the order of `CalendarRules.header`.
  mutating func add(_ fields: [String], line: Int) throws(CalendarRuleError.Problem) {
    guard fields.count == CalendarRules.header.count else { throw .fieldCount(fields.count) }
    guard let kind = Kind(rawValue: fields[0].lowercased()) else {
      throw .unknownKind(fields[0])
    }
    if kind.isSetting, let earlier = lines.updateValue(line, forKey: kind) {
      throw .repeatedSetting(kind.rawValue, earlier: earlier)
    }
    if !kind.isSetting, fields[5].isEmpty { throw .emptyNote(kind.rawValue) }
    switch kind {
    case .name: name = try Self.text(fields[5], of: kind)
    case .vintage: vintage = try Self.text(fields[5], of: kind)
    case .zone: zone = try Self.zone(try Self.text(fields[5], of: kind))
    case .coverage: years = try Self.years(fields[1], fields[2])
    case .week: week = try Self.week(fields[3])
    case .open: open = try Self.time(fields[4])
    case .close: close = try Self.time(fields[4])
    case .closed: rows.append(try Self.row(fields, .closed, line))
    case .early: rows.append(try Self.row(fields, .early(try Self.time(fields[4])), line))
    }
  }

  /// The rules, once every row is in.
  func finished(file: String) throws(CalendarRuleError) -> CalendarRules {
    let missing = Kind.allCases.filter { $0.isSetting && lines[$0] == nil }
    guard missing.isEmpty, let zone, let years, let open, let close else {
      throw CalendarRuleError(
        file: file, line: nil, problem: .missingSettings(missing.map(\.rawValue)))
    }
    guard open < close else {
      throw CalendarRuleError(
        file: file, line: lines[.close], problem: .closeNotAfterOpen(open: open, close: close))
    }
    return CalendarRules(
      name: name, vintage: vintage, zone: zone, years: years, week: week, open: open,
      close: close, rules: try rules(in: years, hours: open..<close, file: file))
  }

  private func rules(
    in coverage: ClosedRange<Int>, hours: Range<ClockTime>, file: String
  ) throws(CalendarRuleError) -> [CalendarRules.Rule] {
    var rules: [CalendarRules.Rule] = []
    for row in rows {
      if case .early(let time) = row.effect, !hours.contains(time) || time == hours.lowerBound {
        throw CalendarRuleError(
          file: file, line: row.line, problem: .earlyCloseOutsideHours(time, hours))
      }
      // A rule is followed one year past the coverage: its last observed date may fall inside.
      let first = row.first ?? min(coverage.lowerBound, row.last ?? coverage.lowerBound)
      let last = row.last ?? max(coverage.upperBound + 1, first)
      rules.append(
        .init(effect: row.effect, years: first...last, rule: row.rule, note: row.note))
    }
    return rules
  }
}

extension CalendarRulesDraft {
  private static func row(
    _ fields: [String], _ effect: CalendarRules.Effect, _ line: Int
  ) throws(CalendarRuleError.Problem) -> Row {
    let first = try fields[1].isEmpty ? nil : year(fields[1])
    let last = try fields[2].isEmpty ? nil : year(fields[2])
    if let first, let last, last < first { throw .yearsReversed(first, last) }
    do throws(DateRuleProblem) {
      return Row(
        line: line, effect: effect, first: first, last: last, rule: try DateRule(fields[3]),
        note: fields[5])
    } catch {
      throw .badRule(error.description)
    }
  }

  private static func text(
    _ field: String, of kind: Kind
  ) throws(CalendarRuleError.Problem) -> String {
    guard !field.isEmpty else { throw .emptyNote(kind.rawValue) }
    return field
  }

  private static func zone(_ name: String) throws(CalendarRuleError.Problem) -> Zone {
    guard let zone = Zone(name) else { throw .unknownZone(name) }
    return zone
  }

  private static func week(_ field: String) throws(CalendarRuleError.Problem) -> Set<Int> {
    let words = field.lowercased().split(separator: " ").map(String.init)
    do throws(DateRuleProblem) {
      let numbers = try DateRule.weekdayNumbers(words[...])
      if !numbers.isEmpty { return numbers }
    } catch {
      throw .badRule(error.description)
    }
    throw .emptyWeek
  }

  private static func years(
    _ first: String, _ last: String
  ) throws(CalendarRuleError.Problem) -> ClosedRange<Int> {
    let (lower, upper) = (try year(first), try year(last))
    guard lower <= upper else { throw .yearsReversed(lower, upper) }
    return lower...upper
  }

  private static func year(_ field: String) throws(CalendarRuleError.Problem) -> Int {
    guard field.utf8.count == 4, let year = digits(Array(field.utf8)[...]), year >= 1583 else {
      throw .badYear(field)
    }
    return year
  }

  private static func time(_ field: String) throws(CalendarRuleError.Problem) -> ClockTime {
    guard let time = ClockTime(field) else { throw .badTime(field) }
    return time
  }
}
