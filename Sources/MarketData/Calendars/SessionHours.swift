/// When a session opens and closes, in epoch milliseconds.
public struct SessionHours: Hashable, Sendable {
  /// When trading begins.
  public let open: Int64
  /// When trading ends.
  public let close: Int64
  /// When trading pauses; `nil` when it does not.
  public let pause: Range<Int64>?
}

extension ExchangeCalendar {
  /// The instants of a session of this exchange.
  public func hours(of session: Session) -> SessionHours {
    let openingDate = session.opensDayBefore ? session.date.adding(days: -1) : session.date
    let open = instant(openingDate, session.open)
    let close =
      session.close == .endOfDay
      ? instant(session.date.adding(days: 1), .startOfDay) : instant(session.date, session.close)
    let pause = session.lunchBreak.map { pause in
      let start = open + Int64(pause.lowerBound.second - session.open.second) * 1000
      return start..<start + Int64(pause.upperBound.second - pause.lowerBound.second) * 1000
    }
    return SessionHours(open: open, close: close, pause: pause)
  }

  private func instant(_ date: CalendarDate, _ time: ClockTime) -> Int64 {
    switch zone.reading(of: date, time) {
    case .once(let instant), .twice(let instant, _), .never(let instant): instant.milliseconds
    }
  }
}
