import MarketData
import Testing

/// What a rule file can say, and what is said about one that cannot be read.
@Suite struct CalendarRulesTests {
  /// Rules inside rules inside rules: with enough of them no stack would do.
  private static let deep = Array(repeating: "day after", count: 30).joined(separator: " ")

  static let settings = """
    kind,first,last,rule,time,note
    name,,,,,Test Exchange
    vintage,,,,,2026-01
    zone,,,,,Europe/London
    coverage,2020,2029,,,
    week,,,monday tuesday wednesday thursday friday,,
    open,,,,08:00,
    close,,,,16:30,

    """

  private func calendar(_ rows: String) throws -> ExchangeCalendar {
    try ExchangeCalendar(code: "XTST", rules: Self.settings + rows, file: "XTST.csv")
  }

  struct Rule: Sendable, CustomTestStringConvertible {
    let rule: String
    let dates: [CalendarDate]

    var testDescription: String { rule }
  }

  // Printed by Reference/rules.py (Python 3.11 datetime, python-dateutil 4.0.0 for Easter).
  @Test(arguments: [
    Rule(rule: "2022-06-03", dates: ["2022-06-03"]),
    Rule(rule: "12-24", dates: ["2020-12-24", "2021-12-24", "2024-12-24", "2025-12-24"]),
    Rule(
      rule: "12-25 sunday-to-monday",
      dates: ["2020-12-25", "2022-12-26", "2023-12-25", "2024-12-25", "2025-12-25"]),
    Rule(
      rule: "01-01 nearest",
      dates: ["2020-01-01", "2021-01-01", "2021-12-31", "2023-01-02", "2024-01-01", "2025-01-01"]),
    Rule(rule: "02-29", dates: ["2024-02-29"]),
    Rule(
      rule: "1 monday may",
      dates: ["2020-05-04", "2021-05-03", "2022-05-02", "2023-05-01", "2024-05-06", "2025-05-05"]),
    Rule(rule: "5 Friday May", dates: ["2020-05-29", "2024-05-31", "2025-05-30"]),
    Rule(
      rule: "last monday december",
      dates: ["2020-12-28", "2021-12-27", "2022-12-26", "2023-12-25", "2024-12-30", "2025-12-29"]),
    Rule(
      rule: "easter+1",
      dates: ["2020-04-13", "2021-04-05", "2022-04-18", "2023-04-10", "2024-04-01", "2025-04-21"]),
    Rule(
      rule: "easter-2",
      dates: ["2020-04-10", "2021-04-02", "2022-04-15", "2023-04-07", "2024-03-29", "2025-04-18"]),
    Rule(
      rule: "day after 4 thursday november",
      dates: ["2020-11-27", "2021-11-26", "2022-11-25", "2023-11-24", "2024-11-29", "2025-11-28"]),
    Rule(
      rule: "day before 1 wednesday june",
      dates: ["2020-06-02", "2021-06-01", "2022-05-31", "2023-06-06", "2024-06-04", "2025-06-03"]),
    Rule(rule: "07-03 if monday tuesday", dates: ["2023-07-03"]),
    Rule(
      rule: "01-01 weekend-to-monday",
      dates: ["2020-01-01", "2021-01-01", "2022-01-03", "2023-01-02", "2024-01-01", "2025-01-01"]),
    Rule(
      rule: "monday before 05-25",
      dates: ["2020-05-18", "2021-05-24", "2022-05-23", "2023-05-22", "2024-05-20", "2025-05-19"]),
    Rule(
      rule: "friday after 05-01",
      dates: ["2020-05-08", "2021-05-07", "2022-05-06", "2023-05-05", "2024-05-03", "2025-05-02"]),
    Rule(
      rule: "2025-01-28..2025-02-02 2025-04-04",
      dates: ["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04"]),
  ])
  func namesDates(_ item: Rule) throws {
    let calendar = try calendar("closed,,,\(item.rule),,Holiday")
    #expect(calendar.closures(in: "2020-01-01"..."2025-12-31").map(\.date) == item.dates)
  }

  @Test func keepsToTheYearsOfARule() throws {
    let calendar = try calendar(
      "closed,2022,2023,12-25 nearest,,Holiday\nearly,2024,,12-24,12:30,Eve")
    #expect(calendar.closures(in: calendar.coverage).map(\.date) == ["2022-12-26", "2023-12-25"])
    let early = calendar.sessions(in: calendar.coverage).filter(\.isEarlyClose).map(\.date)
    #expect(
      early == ["2024-12-24", "2025-12-24", "2026-12-24", "2027-12-24", "2029-12-24"])
  }

  @Test func followsARulePastTheCoverage() throws {
    let text = Self.settings.replacing("2020,2029", with: "2020,2021")
    let calendar = try ExchangeCalendar(
      code: "XTST", rules: text + "closed,,,01-01 nearest,,New Year", file: "XTST.csv")
    #expect(calendar.closure(on: "2021-12-31") == "New Year")
  }

  @Test func aClosureWinsAndALaterRowReplaces() throws {
    let calendar = try calendar(
      """
      early,,,12-24,12:00,Eve
      early,,,2025-12-24,12:30,"Eve, later"
      closed,,,2024-12-24,,"The ""special"" day"
      early,,,2024-12-24,12:00,Eve

      # a comment
      """)
    #expect(calendar.session(on: "2025-12-24")?.close.description == "12:30")
    #expect(calendar.session(on: "2025-12-24")?.note == "Eve, later")
    #expect(calendar.closure(on: "2024-12-24") == "The \"special\" day")
  }

  @Test func readsWhatSpreadsheetsWrite() throws {
    let text =
      "\u{FEFF}"
      + (Self.settings + "Closed,,, 12-25 Nearest ,,Holiday\n,,,,,\n")
      .replacing("\n", with: "\r\n")
    let calendar = try ExchangeCalendar(code: "XTST", rules: text, file: "XTST.csv")
    #expect(calendar.closures(in: "2022-01-01"..."2022-12-31").map(\.date) == ["2022-12-26"])
  }

  @Test func changesItsHoursOnADate() throws {
    let calendar = try calendar(
      """
      break,,,,11:00-12:30,
      open,2024-06-03,,,09:00,
      close,2024-11-05,,,17:00,
      break,2024-11-05,,,12:00-13:00,
      early,,,2024-12-24,12:30,Eve
      """)
    func hours(_ date: CalendarDate) -> String { "\(calendar.regularHours(on: date))" }
    #expect(hours("2020-01-01") == "08:00-16:30, break 11:00-12:30")
    #expect(hours("2024-06-02") == "08:00-16:30, break 11:00-12:30")
    #expect(hours("2024-06-03") == "09:00-16:30, break 11:00-12:30")
    #expect(hours("2024-11-05") == "09:00-17:00, break 12:00-13:00")
    #expect(
      calendar.regularHours(in: "2024-06-03"..."2024-12-31").map(\.first.description)
        == ["2024-06-03", "2024-11-05"])
    #expect(calendar.session(on: "2024-11-04")?.close.description == "16:30")
    #expect(calendar.session(on: "2024-12-23")?.lunchBreak?.upperBound.description == "13:00")
    // Trading on a half day ends before the break does.
    #expect(calendar.session(on: "2024-12-24")?.isEarlyClose == true)
    #expect(calendar.session(on: "2024-12-24")?.lunchBreak == nil)
  }

  @Test func hasSessionsOutsideItsWeek() throws {
    let calendar = try calendar(
      """
      session,,,2025-02-01,,Budget
      session,,,2025-03-01,12:30,Drill
      """)
    let budget = try #require(calendar.session(on: "2025-02-01"))
    #expect(budget.isOutsideWeek && !budget.isEarlyClose && budget.note == "Budget")
    #expect(calendar.session(on: "2025-03-01")?.close.description == "12:30")
    #expect(calendar.closure(on: "2025-02-01") == nil)
    #expect(calendar.closure(on: "2025-02-08") == "weekend")
    #expect(calendar.session(after: "2025-01-31")?.date == "2025-02-01")
  }

  @Test func startsFromABuiltInCalendar() throws {
    let text = """
      kind,first,last,rule,time,note
      same-as,,,,,xnys
      name,,,,,Other Exchange
      closed,,,2025-06-04,,Its own holiday
      """
    let calendar = try ExchangeCalendar(code: "XOTH", rules: text, file: "XOTH.csv")
    let base = try ExchangeCalendar.named("XNYS")
    #expect(calendar.name == "Other Exchange")
    #expect(calendar.zone == base.zone && calendar.coverage == base.coverage)
    #expect(calendar.closure(on: "2025-06-04") == "Its own holiday")
    #expect(
      calendar.sessions(in: base.coverage)
        == base.sessions(in: base.coverage).filter { $0.date != "2025-06-04" })
    let unknown = #expect(throws: CalendarRuleError.self) {
      try ExchangeCalendar(
        code: "XOTH", rules: text.replacing("xnys", with: "XNYC"), file: "XOTH.csv")
    }
    #expect(
      unknown?.description.hasPrefix(
        "XOTH.csv, line 2: no calendar is named 'XNYC'; did you mean 'XNYS'?") == true)
  }

  @Test func tradesOnTheWeekdaysOfItsWeek() throws {
    let text = Self.settings.replacing(
      "monday tuesday wednesday thursday friday", with: "sunday monday tuesday wednesday thursday")
    let calendar = try ExchangeCalendar(code: "XTST", rules: text, file: "XTST.csv")
    #expect(calendar.session(on: "2025-06-08")?.close.description == "16:30")
    #expect(calendar.closure(on: "2025-06-06") == "weekend")
    #expect(calendar.session(after: "2025-06-05")?.date == "2025-06-08")
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let row: String
    let message: String

    var testDescription: String { row }
  }

  @Test(arguments: [
    Wrong(
      row: "clsed,,,12-25,,X",
      message: "line 9: the kind 'clsed' is not known; did you mean 'closed'?"),
    Wrong(
      row: "halt,,,12-25,,X",
      message:
        "line 9: the kind 'halt' is not known; write one of same-as, name, vintage, zone, coverage, week, open, close, break, closed, early, session"
    ),
    Wrong(row: "closed,,,12-25,X", message: "line 9: 5 fields where the header has 6"),
    Wrong(
      row: "closed,,,12-25,,\"X", message: "line 9: a quote is opened and not closed on the line"),
    Wrong(
      row: "closed,,,12-25,,", message: "line 9: 'closed' needs the column note, which is empty"),
    Wrong(
      row: "zone,,,,,Asia/Tokyo",
      message: "line 9: 'zone' is set a second time; line 4 sets it already"),
    Wrong(
      row: "closed,98,,12-25,,X",
      message: "line 9: '98' is not a year like 2025 (Gregorian, 1583 or later)"),
    Wrong(
      row: "closed,2023,2021,12-25,,X",
      message: "line 9: the years run backwards, from 2023 to 2021"),
    Wrong(row: "early,,,12-24,1pm,X", message: "line 9: '1pm' is not a time like 13:00"),
    Wrong(
      row: "early,,,12-24,16:30,X",
      message: "line 9: the early close 16:30 is not between the open 08:00 and the close 16:30"),
    Wrong(
      row: "closed,,,2025-02-04..2025-01-28,,X",
      message: "line 9: '2025-02-04..2025-01-28' runs backwards or over more than a year"),
    Wrong(
      row: "closed,,,2025-01-28..2025-02-30,,X", message: "line 9: there is no day 2025-02-30"),
    Wrong(
      row: "break,,,,12:00,",
      message: "line 9: '12:00' is not a break like 11:30-12:30"),
    Wrong(
      row: "break,,,,16:00-17:00,",
      message: "line 9: the break 16:00-17:00 is not between the open 08:00 and the close 16:30"),
    Wrong(
      row: "close,2025,,,17:00,",
      message: "line 9: '2025' is not a date like 2011-11-21, from which the hours hold"),
    Wrong(
      row: "close,2025-01-01,,,07:00,",
      message: "line 9: the close 07:00 is not after the open 08:00"),
    Wrong(
      row: "open,2025-01-01,,evening before,17:00,",
      message: "line 9: 'evening before' is not 'day before', which an open may say"),
    Wrong(
      row: "same-as,,,,,XNYS", message: "line 9: 'same-as' must stand before every other row"),
    Wrong(
      row: "session,,,2025-06-07,17:30,X",
      message: "line 9: the early close 17:30 is not between the open 08:00 and the close 16:30"),
    Wrong(row: "closed,,,13-25,,X", message: "line 9: there is no day 13-25"),
    Wrong(row: "closed,,,2023-02-29,,X", message: "line 9: there is no day 2023-02-29"),
    Wrong(
      row: "closed,,,12-25 neerest,,X",
      message: "line 9: 'neerest' is not known; did you mean 'nearest'?"),
    Wrong(
      row: "closed,,,3 mondy january,,X",
      message: "line 9: 'mondy' is not known; did you mean 'monday'?"),
    Wrong(
      row: "closed,,,6 monday january,,X", message: "line 9: '6' is not known; did you mean '1'?"),
    Wrong(
      row: "closed,,,12-24 if weekday,,X",
      message: "line 9: 'weekday' is not known; did you mean 'tuesday'?"),
    Wrong(
      row: "closed,,,christmas,,X",
      message:
        "line 9: 'christmas' is not a rule like 12-24, 07-04 nearest, 3 monday january, last monday may, easter-2, day after 4 thursday november, 12-24 if friday or 2001-09-11"
    ),
    Wrong(
      row: "closed,,,easter*2,,X",
      message:
        "line 9: 'easter*2' is not a rule like 12-24, 07-04 nearest, 3 monday january, last monday may, easter-2, day after 4 thursday november, 12-24 if friday or 2001-09-11"
    ),
    Wrong(
      row: "closed,,,\(deep) 12-24,,X",
      message:
        "line 9: '\(deep) 12-24' is not a rule like 12-24, 07-04 nearest, 3 monday january, last monday may, easter-2, day after 4 thursday november, 12-24 if friday or 2001-09-11"
    ),
  ])
  func saysWhatIsWrongInARow(_ item: Wrong) {
    let error = #expect(throws: CalendarRuleError.self) { try calendar(item.row) }
    #expect(error?.description == "XTST.csv, " + item.message)
  }

  @Test(arguments: [
    (
      ("kind,first,last,rule,time,note", "date,note"),
      "XTST.csv, line 1: the header is 'date,note'; a rule file starts with 'kind,first,last,rule,time,note'"
    ),
    (
      ("zone,,,,,Europe/London", "zone,,,,,London"),
      "XTST.csv, line 4: 'London' is not a time zone of the IANA database like America/New_York"
    ),
    (
      ("zone,,,,,Europe/London", "zone,,,,,"),
      "XTST.csv, line 4: 'zone' needs the column note, which is empty"
    ),
    (
      ("monday tuesday wednesday thursday friday", ""),
      "XTST.csv, line 6: 'week' names no weekday in the column rule; write monday tuesday ..."
    ),
    (
      ("close,,,,16:30,", "close,,,,07:30,"),
      "XTST.csv, line 8: the close 07:30 is not after the open 08:00"
    ),
    (("open,,,,08:00,", "# none"), "XTST.csv: no row sets open"),
    ((Self.settings, ""), "XTST.csv: no row sets name, vintage, zone, coverage, week, open, close"),
  ])
  func saysWhatIsWrongInTheSettings(_ change: (String, String), _ message: String) {
    let text = Self.settings.replacing(change.0, with: change.1)
    let error = #expect(throws: CalendarRuleError.self) {
      try ExchangeCalendar(code: "XTST", rules: text, file: "XTST.csv")
    }
    #expect(error?.description == message)
  }
}
