import MarketData
import Reporting
import TestSupport
import Testing

@Suite struct CalendarViewTests {
  /// The closures and early closes of the New York Stock Exchange in 2025, from its published
  /// list of holidays and trading hours.
  private static let closures: [CalendarView.Note] = [
    .init(date: "2025-01-01", reason: "New Year's Day"),
    .init(date: "2025-01-09", reason: "National day of mourning for President Carter"),
    .init(date: "2025-01-20", reason: "Martin Luther King Jr. Day"),
    .init(date: "2025-02-17", reason: "Washington's Birthday"),
    .init(date: "2025-04-18", reason: "Good Friday"),
    .init(date: "2025-05-26", reason: "Memorial Day"),
    .init(date: "2025-06-19", reason: "Juneteenth"),
    .init(date: "2025-07-04", reason: "Independence Day"),
    .init(date: "2025-09-01", reason: "Labor Day"),
    .init(date: "2025-11-27", reason: "Thanksgiving"),
    .init(date: "2025-12-25", reason: "Christmas"),
  ]
  private static let earlyCloses: [CalendarView.Note] = [
    .init(date: "2025-07-03", close: ClockTime(hour: 13, minute: 0)),
    .init(date: "2025-11-28", close: ClockTime(hour: 13, minute: 0)),
    .init(date: "2025-12-24", close: ClockTime(hour: 13, minute: 0), reason: "Christmas Eve"),
  ]

  private func view(_ style: TextStyle) -> CalendarView {
    let first: CalendarDate = "2024-12-01"
    let closed = Set(Self.closures.map(\.date))
    let sessions = (0..<500).map(first.adding).filter { $0.weekday < 6 && !closed.contains($0) }
    return CalendarView(
      exchange: "XNYS", year: 2025, sessions: sessions, closures: Self.closures,
      earlyCloses: Self.earlyCloses, style: style)
  }

  @Test func aYear() throws {
    try expectSnapshot(view(.plain).text(), "calendar.txt")
  }

  @Test func countsOnlyItsYear() {
    #expect(view(.plain).text().contains("250 sessions · 11 closures · 3 early closes"))
  }

  @Test(arguments: [40, 60, 80, 120]) func fitsTheWidth(_ width: Int) {
    let text = view(TextStyle(width: width, unicode: false)).text()
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    for line in text.split(separator: "\n") where !line.contains("Carter") {
      #expect(line.count <= width, "\(line)")
    }
  }
}
