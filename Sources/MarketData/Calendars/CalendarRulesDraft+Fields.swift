/// Readers of single fields of a rule file.
extension CalendarRulesDraft {
  static func text(
    _ field: String, of kind: Kind
  ) throws(CalendarRuleError.Problem) -> String {
    guard !field.isEmpty else { throw .emptyNote(kind.rawValue) }
    return field
  }

  static func zone(_ name: String) throws(CalendarRuleError.Problem) -> Zone {
    guard let zone = Zone(name) else { throw .unknownZone(name) }
    return zone
  }

  static func week(_ field: String) throws(CalendarRuleError.Problem) -> Set<Int> {
    let words = field.lowercased().split(separator: " ").map(String.init)
    do throws(DateRuleProblem) {
      let numbers = try DateRule.weekdayNumbers(words[...])
      if !numbers.isEmpty { return numbers }
    } catch {
      throw .badRule(error.description)
    }
    throw .emptyWeek
  }

  static func years(
    _ first: String, _ last: String
  ) throws(CalendarRuleError.Problem) -> ClosedRange<Int> {
    let (lower, upper) = (try year(first), try year(last))
    guard lower <= upper else { throw .yearsReversed(lower, upper) }
    return lower...upper
  }

  static func year(_ field: String) throws(CalendarRuleError.Problem) -> Int {
    guard field.utf8.count == 4, let year = digits(Array(field.utf8)[...]), year >= 1583 else {
      throw .badYear(field)
    }
    return year
  }

  static func time(_ field: String) throws(CalendarRuleError.Problem) -> ClockTime {
    guard let time = ClockTime(field) else { throw .badTime(field) }
    return time
  }

  static func hours(_ kind: Kind, _ fields: [String]) throws(CalendarRuleError.Problem)
    -> HoursTimeline.Setting
  {
    switch kind {
    case .open:
      guard ["", "day before"].contains(fields[3].lowercased()) else {
        throw .badOpening(fields[3])
      }
      return .open(try time(fields[4]), dayBefore: !fields[3].isEmpty)
    case .lunchBreak: return .lunchBreak(try pause(fields[4]))
    default: return .close(fields[4] == "24:00" ? .endOfDay : try time(fields[4]))
    }
  }

  /// The date from which hours hold; `nil` for those that hold from the start.
  static func change(_ field: String) throws(CalendarRuleError.Problem) -> CalendarDate? {
    if field.isEmpty { return nil }
    guard let date = CalendarDate(field) else { throw .badChange(field) }
    return date
  }

  private static func pause(_ field: String) throws(CalendarRuleError.Problem)
    -> Range<ClockTime>
  {
    let ends = field.split(separator: "-", omittingEmptySubsequences: false).map { ClockTime($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else {
      throw .badBreak(field)
    }
    return start..<end
  }
}
