import TestSupport
import Testing

@Suite struct CalendarImportTests {
  private let workdir: Workdir

  init() throws { workdir = try SmallMarket.imported() }

  private static let july = """
    date,open,close,note
    2025-07-02,09:30,16:00,
    2025-07-03,09:30,13:00,early close
    2025-07-07,09:30,16:00,

    """

  private func importJuly() throws {
    try workdir.write(Self.july.utf8, to: "july.csv")
    try workdir.run("import calendar july.csv --name MINE --time-zone America/New_York").expect(
      stderr: "imported 3 dates into 'MINE' as batch 3\n")
  }

  @Test("An imported calendar is shown by its name")
  func shows() throws {
    try importJuly()
    try workdir.run("calendar mine 2025 --format csv").expect(
      stdout: """
        date,status,open,close,note,break_start,break_end,open_date
        2025-07-02,session,09:30,16:00,,,,2025-07-02
        2025-07-03,early_close,09:30,13:00,early close,,,2025-07-03
        2025-07-04,closed,,,not listed,,,
        2025-07-07,session,09:30,16:00,,,,2025-07-07

        """)
    try workdir.run("calendar mine 2024").expect(
      status: 4, stderr: "Error: the calendar MINE covers 2025 to 2025, not 2024\n")
  }

  @Test("Imported calendars are listed, in the place of a built-in one of their name")
  func lists() throws {
    func origins() throws -> [String] {
      let table = CSVTable(try workdir.run("list calendars --format csv").expect().stdout)
      return zip(table["code"], table["origin"]).filter { ["MINE", "XNYS"].contains($0.0) }
        .map { "\($0) \($1)" }
    }
    #expect(try origins() == ["XNYS built-in"])
    try importJuly()
    #expect(try origins() == ["XNYS built-in", "MINE imported"])
    try workdir.run("import calendar july.csv --name XNYS --time-zone America/New_York").expect()
    #expect(try origins() == ["MINE imported", "XNYS imported"])
  }

  @Test("The same file a second time adds nothing, and undoing it removes the calendar")
  func undoes() throws {
    try importJuly()
    try workdir.run("import calendar july.csv --name MINE --time-zone America/New_York").expect(
      stderr: "july.csv: already imported as batch 3; nothing was added\n")
    try workdir.run("import undo 3").expect(
      stderr: "undid batch 3: removed 3 rows of calendar\n")
    let outcome = try workdir.run("calendar MINE 2025")
    #expect(outcome.status == 2)
    #expect(outcome.stderr.hasPrefix("Error: no calendar is named 'MINE'; "))
  }

  @Test("A study counts the sessions of an imported calendar")
  func studies() throws {
    // Every weekday of the prices but the day before the event of F00.
    let days = SmallMarket.prices.split(separator: "\n").dropFirst()
      .compactMap { $0.split(separator: ",").first }
    var seen: Set<Substring> = []
    let rows = days.filter { seen.insert($0).inserted && $0 != "2024-06-04" }
      .map { "\($0),09:30,16:00\n" }
    try workdir.write(("date,open,close\n" + rows.joined()).utf8, to: "own.csv")
    try workdir.run("import calendar own.csv --time-zone America/New_York").expect()
    try workdir.write(
      (SmallMarket.study + "alignment: {calendar: own}\n").utf8, to: "own.yaml")
    try workdir.run("study own.yaml").expect()
    let sessions = try workdir.run("export small --table ar --format csv").stdout
    #expect(sessions.contains("2024-06-03"))
    #expect(!sessions.contains("2024-06-04"))
    let provenance = try workdir.run("export small --table provenance --format csv").stdout
    #expect(provenance.contains("\ncalendar,own "))
    #expect(provenance.contains("\ninput:own.csv,"))
  }

  @Test("A calendar cannot take the word for the market's own dates")
  func refusesMarket() throws {
    try workdir.write(Self.july.utf8, to: "market.csv")
    try workdir.run("import calendar market.csv").expect(
      status: 2,
      stderr:
        "Error: a calendar cannot be called 'market', which means the market series' own dates\n")
  }

  @Test("Daily factors do not meet monthly prices")
  func refusesMonthlyPrices() throws {
    let months = (0..<30).map { month in
      let (year, number) = (2022 + month / 12, month % 12 + 1)
      let date = "\(year)-\(number < 10 ? "0" : "")\(number)-28"
      return "\(date),F00,\(100 + month)\n\(date),^MKT,\(200 + month)\n"
    }
    let workdir = try Workdir()
    try workdir.write(("date,symbol,close\n" + months.joined()).utf8, to: "p.csv")
    try workdir.write("event_id,symbol,date\na,F00,2024-01-28\n".utf8, to: "e.csv")
    try workdir.write("date,mkt_rf,smb,hml,rf\n2024-01-26,0,0,0,0\n".utf8, to: "f.csv")
    try workdir.write(
      "study: m\nmarket: ^MKT\nmodel: ff3\nfactors: f\nestimation: {window: [-12, -3], minimum: 10}\nevent-window: [-1, 1]\nwindows: [[0, 0]]\n"
        .utf8, to: "s.yaml")
    try workdir.run("import prices p.csv").expect()
    try workdir.run("import events e.csv").expect()
    try workdir.run("import factors f.csv").expect()
    let outcome = try workdir.run("study s.yaml")
    #expect(outcome.status == 2)
    #expect(outcome.stderr.contains("the factors are daily and the prices of"))
  }
}
