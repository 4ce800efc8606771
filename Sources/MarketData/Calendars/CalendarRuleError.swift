/// What is wrong with a rule file, and where.
public struct CalendarRuleError: Error, Hashable {
  /// What was found.
  public enum Problem: Error, Hashable, Sendable {
    case wrongHeader(found: String)
    case fieldCount(Int)
    case unterminatedQuote
    case unknownKind(String)
    case repeatedSetting(String, earlier: Int)
    case missingSettings([String])
    case emptyNote(String)
    case emptyWeek
    case unknownZone(String)
    case badYear(String)
    case yearsReversed(Int, Int)
    case badTime(String)
    case closeNotAfterOpen(open: ClockTime, close: ClockTime)
    case earlyCloseOutsideHours(ClockTime, Range<ClockTime>)
    case badBreak(String)
    case breakOutsideHours(Range<ClockTime>, Range<ClockTime>)
    case badChange(String)
    case badOpening(String)
    case unknownBase(String)
    case baseNotFirst
    case badRule(String)
  }

  /// The name of the file or calendar.
  public let file: String
  /// The physical line, the header being 1; `nil` when the whole file is meant.
  public let line: Int?
  /// What was found there.
  public let problem: Problem
}

extension CalendarRuleError: CustomStringConvertible {
  /// The place and the problem: `XNYS.csv, line 12: '1pm' is not a time like 13:00`.
  public var description: String {
    (line.map { "\(file), line \($0): " } ?? "\(file): ") + problem.description
  }
}

extension CalendarRuleError.Problem: CustomStringConvertible {
  /// What was found, and what would be right.
  public var description: String {
    switch self {
    case .wrongHeader(let found):
      "the header is '\(found)'; a rule file starts with "
        + "'\(CalendarRules.header.joined(separator: ","))'"
    case .fieldCount(let count):
      "\(count) fields where the header has \(CalendarRules.header.count)"
    case .unterminatedQuote: "a quote is opened and not closed on the line"
    case .unknownKind(let kind): Self.unknown(kind: kind)
    case .repeatedSetting(let kind, let earlier):
      "'\(kind)' is set a second time; line \(earlier) sets it already"
    case .missingSettings(let kinds): "no row sets \(kinds.joined(separator: ", "))"
    case .emptyNote(let kind): "'\(kind)' needs the column note, which is empty"
    case .emptyWeek: "'week' names no weekday in the column rule; write monday tuesday ..."
    case .unknownZone(let name):
      "'\(name)' is not a time zone of the IANA database like America/New_York"
    case .badYear(let text): "'\(text)' is not a year like 2025 (Gregorian, 1583 or later)"
    case .yearsReversed(let first, let last):
      "the years run backwards, from \(first) to \(last)"
    case .badTime(let text): "'\(text)' is not a time like 13:00"
    case .closeNotAfterOpen(let open, let close):
      "the close \(close) is not after the open \(open)"
    case .earlyCloseOutsideHours(let time, let hours):
      "the early close \(time) is not between the open \(hours.lowerBound) and the close "
        + "\(hours.upperBound)"
    case .badBreak(let text): "'\(text)' is not a break like 11:30-12:30"
    case .breakOutsideHours(let pause, let hours):
      "the break \(pause.lowerBound)-\(pause.upperBound) is not between the open "
        + "\(hours.lowerBound) and the close \(hours.upperBound)"
    case .badChange(let text):
      "'\(text)' is not a date like 2011-11-21, from which the hours hold"
    case .badOpening(let text): "'\(text)' is not 'day before', which an open may say"
    case .unknownBase(let code): UnknownExchange(code: code).description
    case .baseNotFirst: "'same-as' must stand before every other row"
    case .badRule(let problem): problem
    }
  }

  private static func unknown(kind: String) -> String {
    let kinds = CalendarRulesDraft.Kind.allCases.map(\.rawValue)
    let remedy =
      nearestName(to: kind, among: kinds).map { "did you mean '\($0)'?" }
      ?? "write one of \(kinds.joined(separator: ", "))"
    return "the kind '\(kind)' is not known; \(remedy)"
  }
}
