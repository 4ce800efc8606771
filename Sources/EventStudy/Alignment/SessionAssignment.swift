import MarketData

/// The session an event belongs to, and why.
struct SessionAssignment: Hashable, Sendable {
  /// The position in the grid's sessions.
  let position: Int
  /// Calendar days from the event's date on the exchange's clock to the session.
  let shiftDays: Int
  /// Codes of what decided, such as `after_close`, joined by `+`.
  let reason: String
}

extension StudySpec.Alignment {
  /// Gives an event its session.
  ///
  /// News at or after the close belongs to the next session of the exchange. What is then still no
  /// session of the grid goes where the non-trading policy says. A date alone never becomes a time.
  ///
  /// - Throws: `Exclusion.outOfRange`, `.notASession` or `.shiftTooLong`.
  func session(of time: EventTime, on grid: SessionGrid, exchange: ExchangeCalendar)
    throws(Exclusion) -> SessionAssignment
  {
    let (own, effective, clockReason) = effectiveDate(of: time, exchange: exchange)
    let position = try position(of: effective, on: grid, exchange)
    let session = Int(grid.sessions[position])
    let shift = session - own.ordinal
    guard abs(shift) <= maximumShift else { throw .shiftTooLong }
    let moved = session == effective.ordinal ? [] : ["non_trading_\(nonTrading.rawValue)"]
    // "not_a_session" says why a date without a session moved; the move says it too.
    let reasons =
      moved.isEmpty ? [clockReason] : [clockReason].filter { $0.hasPrefix("after") } + moved
    return SessionAssignment(
      position: position, shiftDays: shift, reason: reasons.joined(separator: "+"))
  }

  private func effectiveDate(of time: EventTime, exchange: ExchangeCalendar)
    -> (own: CalendarDate, effective: CalendarDate, reason: String)
  {
    switch time {
    case .date(let date):
      return (date, date, "date_only")
    case .clock(_, _, _, let instant):
      let (date, clock) = exchange.zone.clock(at: instant)
      let cutoff: ClockTime? = if case .time(let time) = cutoff { time } else { nil }
      let effective = exchange.effectiveDate(of: date, clock, cutoff: cutoff)
      return (date, effective.date, effective.reason.rawValue)
    }
  }

  private func position(of date: CalendarDate, on grid: SessionGrid, _ exchange: ExchangeCalendar)
    throws(Exclusion) -> Int
  {
    let (ordinal, sessions) = (Int64(date.ordinal), grid.sessions)
    guard let first = sessions.first, let last = sessions.last, ordinal >= first,
      date <= exchange.coverage.upperBound
    else { throw .outOfRange }
    let after = grid.position(onOrAfter: date)
    if after < sessions.count, sessions[after] == ordinal { return after }
    switch nonTrading {
    case .skip, .error: throw .notASession
    case .next where after < sessions.count: return after
    case .previous where after < sessions.count: return after - 1
    case .nearest where after < sessions.count:
      // A tie goes forward: news on a Saturday noon cannot move Friday's close.
      return ordinal - sessions[after - 1] < sessions[after] - ordinal ? after - 1 : after
    case .next: throw .outOfRange
    case .previous, .nearest:
      // Past the data's end only a date is covered that the exchange has no session on or before.
      let missed = CalendarDate(ordinal: Int(last) + 1)...date
      guard exchange.sessions(in: missed).isEmpty else { throw .outOfRange }
      return sessions.count - 1
    }
  }
}
