/// The rules of an exchange's calendar as its rule file states them.
///
/// A rule file is a CSV with the header `kind,first,last,rule,time,note`. Every row is a setting
/// or a rule; blank lines and lines starting with `#` are skipped.
///
/// | kind | columns used | meaning |
/// |---|---|---|
/// | `same-as` | note | starts from the rows of that built-in calendar; the first row if any |
/// | `name` | note | the exchange's name |
/// | `vintage` | note | when the rules were last checked, such as `2026-11` |
/// | `zone` | note | IANA time zone of the exchange's clock |
/// | `coverage` | first, last | the years the rules are right for |
/// | `week` | rule | the weekdays on which the exchange trades |
/// | `open` | first, rule, time | regular open; `day before` as rule: on the evening before |
/// | `close` | first, time | regular close, up to `24:00` |
/// | `break` | first, time | when trading pauses, such as `11:30-12:30` |
/// | `closed` | first, last, rule, note | no session on that date in those years |
/// | `early` | first, last, rule, time, note | the session closes at that time |
/// | `session` | first, last, rule, time, note | a session outside the week, early if it has a time |
///
/// `first` and `last` are years, but a date for hours, from which they hold. Empty ones reach to
/// the end of the coverage. Of two rules for one date, `closed` wins and else the later row.
struct CalendarRules: Hashable, Sendable {
  enum Effect: Hashable, Sendable {
    case closed
    case early(ClockTime)
    /// A session on a date outside the week, with its close when that is early.
    case extra(ClockTime?)
  }

  struct Rule: Hashable, Sendable {
    let effect: Effect
    let years: ClosedRange<Int>
    let rule: DateRule
    let note: String
  }

  let name: String
  let vintage: String
  let zone: Zone
  let years: ClosedRange<Int>
  let week: Set<Int>
  /// Regular hours in the order of their first dates; never empty.
  let hours: [RegularHours]
  let rules: [Rule]
}

extension CalendarRules {
  static let header = ["kind", "first", "last", "rule", "time", "note"]

  /// Reads a rule file's text. `file` is the name that errors carry.
  init(_ text: String, file: String) throws(CalendarRuleError) {
    self = try Self.draft(text, file: file).finished(file: file)
  }

  private static func draft(_ text: String, file: String) throws(CalendarRuleError)
    -> CalendarRulesDraft
  {
    var draft = CalendarRulesDraft()
    var headerSeen = false
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.drop { $0 == "\u{FEFF}" }
      if line.allSatisfy({ $0 == "," || $0.isWhitespace }) || line.hasPrefix("#") { continue }
      do throws(CalendarRuleError.Problem) {
        let fields = try Self.fields(of: line)
        if !headerSeen {
          try check(fields)
        } else if let code = CalendarRulesDraft.base(fields) {
          guard draft.isEmpty else { throw .baseNotFirst }
          draft = try base(code)
        } else {
          try draft.add(fields, line: index + 1)
        }
        headerSeen = true
      } catch {
        throw CalendarRuleError(file: file, line: index + 1, problem: error)
      }
    }
    return draft
  }

  /// The rows of a built-in calendar, to which another adds its own.
  private static func base(_ code: String) throws(CalendarRuleError.Problem)
    -> CalendarRulesDraft
  {
    guard let text = ExchangeCalendar.rules(of: code) else { throw .unknownBase(code) }
    do throws(CalendarRuleError) {
      return try draft(text, file: code).asBase
    } catch {
      throw error.problem
    }
  }

  private static func check(_ fields: [String]) throws(CalendarRuleError.Problem) {
    guard fields.map({ $0.lowercased() }) == header else {
      throw .wrongHeader(found: fields.joined(separator: ","))
    }
  }

  /// The trimmed fields of one line; a quoted field may hold commas and doubled quotes.
  private static func fields(
    of line: Substring
  ) throws(CalendarRuleError.Problem) -> [String] {
    var fields = [""]
    var quoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        quoted.toggle()
        if quoted, previous == "\"" { fields[fields.count - 1].append(character) }
      } else if character == ",", !quoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
      previous = character
    }
    guard !quoted else { throw .unterminatedQuote }
    return fields.map(trimmed)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
