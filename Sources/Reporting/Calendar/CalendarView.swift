public import MarketData

/// One year of an exchange's calendar as text: counts, closures, early closes, twelve months.
public struct CalendarView {
  /// A date on which the exchange does not open, or closes early, with what is known about it.
  public struct Note: Hashable, Sendable {
    /// The date.
    public let date: CalendarDate
    /// The closing time of an early close.
    public let close: ClockTime?
    /// The reason, such as the holiday's name.
    public let reason: String?

    /// A closure, or an early close when a closing time is given.
    public init(date: CalendarDate, close: ClockTime? = nil, reason: String? = nil) {
      self.date = date
      self.close = close
      self.reason = reason
    }
  }

  let exchange: String
  let year: Int
  let sessions: Set<CalendarDate>
  let closures: [Note]
  let earlyCloses: [Note]
  let extraSessions: [Note]
  let hours: [String]
  let style: TextStyle

  /// A view of one year.
  ///
  /// - Parameters:
  ///   - exchange: The exchange's code.
  ///   - year: The year that is shown.
  ///   - sessions: The dates of trading; those of other years are ignored.
  ///   - closures: Dates without trading that are no ordinary weekend.
  ///   - earlyCloses: Sessions that end before the usual time.
  ///   - extraSessions: Sessions on days that are none otherwise.
  ///   - hours: The regular hours, one line each.
  ///   - style: How the text is laid out.
  public init(
    exchange: String, year: Int, sessions: [CalendarDate], closures: [Note], earlyCloses: [Note],
    extraSessions: [Note] = [], hours: [String] = [], style: TextStyle = .plain
  ) {
    func inYear(_ date: CalendarDate) -> Bool { date.components.year == year }
    self.exchange = exchange
    self.year = year
    self.sessions = Set(sessions.filter(inYear))
    self.closures = closures.filter { inYear($0.date) }.sorted { $0.date < $1.date }
    self.earlyCloses = earlyCloses.filter { inYear($0.date) }.sorted { $0.date < $1.date }
    self.extraSessions = extraSessions.filter { inYear($0.date) }.sorted { $0.date < $1.date }
    self.hours = hours
    self.style = style
  }

  /// The whole view; every line ends with a line feed.
  public func text() -> String {
    var page = Page(style: style)
    page.title("\(exchange) \(year)")
    page.paragraph(
      [
        counted(sessions.count, "session"), counted(closures.count, "closure"),
        counted(earlyCloses.count, "early close"),
      ].joined(separator: " \(style.dot) "))
    for line in hours { page.paragraph(line, mark: "Hours  ") }
    write(closures, heading: "Closed", to: &page)
    write(earlyCloses, heading: "Early closes", to: &page)
    write(extraSessions, heading: "Extra sessions", to: &page)
    page.heading("Months")
    writeMonths(to: &page)
    return page.lines.map { $0 + "\n" }.joined()
  }

  private func write(_ notes: [Note], heading: String, to page: inout Page) {
    guard !notes.isEmpty else { return }
    page.heading(heading)
    for note in notes {
      let weekday = Self.weekdays[note.date.weekday - 1]
      let close = note.close.map { "  \($0)" } ?? ""
      page.paragraph(
        note.reason.map(printable) ?? "", mark: "\(weekday) \(note.date)\(close)  ")
    }
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}
