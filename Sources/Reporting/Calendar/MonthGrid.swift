import MarketData

/// One month as lines of equal width, Monday first: sessions by number, other days by mark.
struct MonthGrid {
  /// The columns a month takes: seven days of two digits and a mark.
  static let width = 7 * 3
  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  let year: Int
  let month: Int
  /// The text of one day, three columns wide.
  let cell: (CalendarDate) -> String

  /// The name, the weekdays and six weeks.
  var lines: [String] {
    let blank = String(repeating: " ", count: Self.width)
    guard let first = CalendarDate(year: year, month: month, day: 1) else { return [blank] }
    let days = (0..<31).map(first.adding).filter { $0.components.month == month }
    let leading = [String](repeating: "   ", count: first.weekday - 1)
    let cells = leading + days.map(cell)
    let weeks = stride(from: 0, to: 42, by: 7).map { start in
      let week = cells.dropFirst(start).prefix(7)
      return (week + [String](repeating: "   ", count: 7 - week.count)).joined()
    }
    return [
      padded(Self.names[month - 1], to: Self.width),
      padded("Mo Tu We Th Fr Sa Su", to: Self.width),
    ] + weeks
  }
}

extension CalendarView {
  private static let monthGap = 3

  /// Twelve months, as many beside each other as fit the width.
  func writeMonths(to page: inout Page) {
    let across = [4, 3, 2].first {
      Page.indent + $0 * (MonthGrid.width + Self.monthGap) - Self.monthGap <= style.width
    }
    for start in stride(from: 1, through: 12, by: across ?? 1) {
      let months = (start..<start + (across ?? 1)).map {
        MonthGrid(year: year, month: $0, cell: cell).lines
      }
      if start > 1 { page.blank() }
      for row in months[0].indices {
        let line = months.map { $0[row] }.joined(
          separator: String(repeating: " ", count: Self.monthGap))
        if line.contains(where: { $0 != " " }) { page.line(line) }
      }
    }
    page.blank()
    page.line("x closed  \(halfMark) early close  \(style.dot) no session")
  }

  private var halfMark: String { style.unicode ? "½" : "/" }

  private func cell(_ date: CalendarDate) -> String {
    let number = padded(String(date.components.day), to: 2, right: true)
    if closedDates.contains(date) { return style.red(number + "x") }
    if earlyDates.contains(date) { return style.yellow(number + halfMark) }
    return sessions.contains(date) ? number + " " : " \(style.dim(style.dot)) "
  }

  private var closedDates: Set<CalendarDate> { Set(closures.map(\.date)) }
  private var earlyDates: Set<CalendarDate> { Set(earlyCloses.map(\.date)) }
}
