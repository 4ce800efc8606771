import MarketData

/// Counts the sessions of a calendar in which a series has no bar.
struct SessionCount {
  private let calendar: ExchangeCalendar
  /// How many sessions there are before each date of the calendar, and in all.
  private let before: [Int]
  private let firstDay: Int
  /// When the sessions open and close, for bars at instants; looked up when first needed.
  private lazy var hours = calendar.sessions(in: calendar.coverage).map { session in
    (open: instant(session.date, session.open), close: instant(session.date, session.close))
  }

  init(_ calendar: ExchangeCalendar) {
    self.calendar = calendar
    firstDay = calendar.coverage.lowerBound.ordinal
    var before = [0]
    for day in firstDay...calendar.coverage.upperBound.ordinal {
      let isSession = calendar.session(on: CalendarDate(ordinal: day)) != nil
      before.append(before[before.count - 1] + (isSession ? 1 : 0))
    }
    self.before = before
  }

  /// The number of sessions without a bar, from that of the first bar to that of the last.
  mutating func gaps(_ times: [Int64], _ resolution: Resolution) -> Int {
    guard let first = times.first, let last = times.last else { return 0 }
    return resolution == .daily
      ? sessions(before: last + 1) - sessions(before: first) - covered(times)
      : emptySessions(times, first, last)
  }

  private func sessions(before day: Int64) -> Int {
    before[Int(max(0, min(day - Int64(firstDay), Int64(before.count - 1))))]
  }

  private func covered(_ days: [Int64]) -> Int {
    days.reduce(0) { $0 + sessions(before: $1 + 1) - sessions(before: $1) }
  }

  private mutating func emptySessions(_ times: [Int64], _ first: Int64, _ last: Int64) -> Int {
    var next = 0
    var empty = 0
    for session in hours where session.close >= first && session.open <= last {
      while times[next] < session.open, next < times.count - 1 { next += 1 }
      if !(session.open...session.close).contains(times[next]) { empty += 1 }
    }
    return empty
  }

  private func instant(_ date: CalendarDate, _ time: ClockTime) -> Int64 {
    switch calendar.zone.reading(of: date, time) {
    case .once(let instant), .never(let instant), .twice(let instant, _): instant.milliseconds
    }
  }
}
