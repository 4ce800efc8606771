import EventStudy
public import MarketData

/// The sessions of an exchange over some dates, with the instants at which they open and close.
public struct SessionClock: Sendable {
  /// Whose sessions these are.
  public let exchange: ExchangeCalendar
  let sessions: [ExchangeCalendar.Session]
  /// The sessions' dates as `CalendarDate.ordinal`.
  let dates: [Int64]
  /// Epoch milliseconds.
  let opens: [Int64]
  /// Epoch milliseconds.
  let closes: [Int64]
  /// When trading pauses in each session, in epoch milliseconds.
  let pauses: [Range<Int64>?]

  /// The sessions of an exchange on the dates of a range.
  public init(exchange: ExchangeCalendar, dates: ClosedRange<CalendarDate>) {
    self.exchange = exchange
    sessions = exchange.sessions(in: dates)
    self.dates = sessions.map { Int64($0.date.ordinal) }
    let hours = sessions.map(exchange.hours)
    opens = hours.map(\.open)
    closes = hours.map(\.close)
    pauses = hours.map(\.pause)
  }

  /// The position of the first session on or after a date; the number of sessions past the last.
  func position(onOrAfter date: CalendarDate) -> Int {
    dates.partitioningIndex { $0 >= Int64(date.ordinal) }
  }

  /// Whether two sessions open and close at the same times of day.
  func haveSameHours(_ a: Int, _ b: Int) -> Bool {
    let (a, b) = (sessions[a], sessions[b])
    return a.open == b.open && a.close == b.close && a.opensDayBefore == b.opensDayBefore
  }
}
