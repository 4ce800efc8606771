import MarketData
import Reporting
import Tables

/// One year of an exchange, as text and as a table.
struct CalendarYear {
  private let calendar: ExchangeCalendar
  private let dates: ClosedRange<CalendarDate>
  private let year: Int

  init(_ calendar: ExchangeCalendar, _ dates: ClosedRange<CalendarDate>, year: Int) {
    self.calendar = calendar
    self.dates = dates
    self.year = year
  }

  /// Counts, closures, early closes and twelve months.
  func text(style: TextStyle) -> String {
    let sessions = calendar.sessions(in: dates)
    return CalendarView(
      exchange: "\(calendar.code) (\(calendar.name), \(calendar.zone.identifier))", year: year,
      sessions: sessions.map(\.date),
      closures: calendar.closures(in: dates).map { .init(date: $0.date, reason: $0.note) },
      earlyCloses: sessions.filter(\.isEarlyClose).map {
        .init(date: $0.date, close: $0.close, reason: $0.note)
      },
      extraSessions: sessions.filter { $0.isOutsideWeek && $0.note != nil }.map {
        .init(date: $0.date, reason: $0.note)
      }, hours: hours, style: style
    ).text()
  }

  /// The regular hours, with the dates of changes inside the year.
  private var hours: [String] {
    calendar.regularHours(in: dates).map { hours in
      hours.first > dates.lowerBound ? "from \(hours.first): \(hours)" : "\(hours)"
    }
  }

  /// One row for every day of the trading week: its hours, or why there are none.
  var table: Table {
    let days = (dates.lowerBound.ordinal...dates.upperBound.ordinal).map {
      CalendarDate(ordinal: $0)
    }.filter { calendar.closure(on: $0) != "weekend" }
    let sessions = days.map { calendar.session(on: $0) }
    return Table(
      "calendar",
      [
        Column("date", dates: days.map(\.ordinal)),
        Column("status", texts: sessions.map { status($0) }),
        Column("open", texts: sessions.map { $0?.open.description }),
        Column("close", texts: sessions.map { $0?.close.description }),
        Column(
          "note", texts: zip(days, sessions).map { $1?.note ?? calendar.closure(on: $0) }),
        Column("break_start", texts: sessions.map { $0?.lunchBreak?.lowerBound.description }),
        Column("break_end", texts: sessions.map { $0?.lunchBreak?.upperBound.description }),
        Column(
          "open_date",
          dates: sessions.map { $0.map { $0.date.ordinal - ($0.opensDayBefore ? 1 : 0) } }),
      ])
  }

  private func status(_ session: ExchangeCalendar.Session?) -> String {
    guard let session else { return "closed" }
    return session.isEarlyClose ? "early_close" : "session"
  }
}
