import MarketData

/// The session to which news belongs, and whether it came while the session was open.
struct NewsPlace: Hashable, Sendable {
  /// The position of the session in the clock.
  let session: Int
  /// Milliseconds after the open; `nil` for news before it, or of which only the date is known.
  let offset: Int64?

  /// The calendar days from the news to its session up to which the session can be a reaction to it.
  static let longestShift = 4

  init(session: Int, offset: Int64?) { (self.session, self.offset) = (session, offset) }

  /// Places news: at or after the close it belongs to the next session, as does what has no session
  /// on its date. A date alone is taken to be before the open.
  init(_ time: EventTime, on clock: SessionClock) throws(ReactionReason) {
    let (own, effective, isInside) = Self.effective(time, clock.exchange)
    guard clock.exchange.coverage.contains(effective), let first = clock.dates.first,
      effective.ordinal >= Int(first)
    else { throw .outOfRange }
    session = clock.position(onOrAfter: effective)
    guard session < clock.dates.count else { throw .outOfRange }
    guard Int(clock.dates[session]) - own.ordinal <= Self.longestShift else { throw .shiftTooLong }
    guard isInside, case .clock(_, _, _, let instant) = time,
      instant.milliseconds > clock.opens[session]
    else {
      offset = nil
      return
    }
    offset = instant.milliseconds - clock.opens[session]
  }

  private static func effective(_ time: EventTime, _ exchange: ExchangeCalendar)
    -> (own: CalendarDate, effective: CalendarDate, isInside: Bool)
  {
    guard case .clock(_, _, _, let instant) = time else { return (time.date, time.date, false) }
    let (date, clock) = exchange.zone.clock(at: instant)
    let effective = exchange.effectiveDate(of: date, clock)
    return (date, effective.date, effective.reason == .sameSession)
  }
}
