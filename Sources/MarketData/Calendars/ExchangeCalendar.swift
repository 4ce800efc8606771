/// The sessions of one exchange: on which dates it trades, and from when to when.
///
/// The hours are those the exchange announced. A halt during a session, or an opening delayed on
/// the day itself, does not change a session.
public struct ExchangeCalendar: Sendable {
  /// A date on which the exchange trades.
  public struct Session: Hashable, Sendable {
    /// The date on the exchange's own clock.
    public let date: CalendarDate
    /// When trading begins, on the exchange's clock.
    public let open: ClockTime
    /// Whether trading begins on the evening before the date, as in foreign exchange.
    public let opensDayBefore: Bool
    /// When trading ends, on the exchange's clock.
    public let close: ClockTime
    /// When trading pauses; `nil` when it does not, as on a half day.
    public let lunchBreak: Range<ClockTime>?
    /// Whether the session ends before the regular close.
    public let isEarlyClose: Bool
    /// Whether the date is outside the exchange's trading week, such as a special Saturday.
    public let isOutsideWeek: Bool
    /// Why the session is not a regular one: `Christmas Eve`.
    public let note: String?
  }

  /// A date of the trading week on which the exchange does not trade.
  public struct Closure: Hashable, Sendable {
    /// The date on the exchange's own clock.
    public let date: CalendarDate
    /// The holiday's name, or the reason of a one-off closure.
    public let note: String
  }

  private struct Exception {
    let effect: CalendarRules.Effect
    let note: String
  }

  /// The exchange's ISO 10383 market identifier code, such as `XNYS`.
  public let code: String
  /// The exchange's name.
  public let name: String
  /// When the rules were last checked, such as `2026-11`.
  public let vintage: String
  /// The zone of the exchange's clock.
  public let zone: Zone
  /// The dates the calendar knows; outside of them it has neither sessions nor closures.
  public let coverage: ClosedRange<CalendarDate>
  private let hours: [RegularHours]
  private let week: Set<Int>
  private let exceptions: [CalendarDate: Exception]
  /// What a calendar without rules says of its dates.
  private let listing: CalendarListing?
  /// Whether the calendar lists its dates, as an imported one does, instead of following rules.
  public var isListing: Bool { listing != nil }

  /// Reads the calendar of an exchange from the text of a rule file.
  ///
  /// `file` is the name that errors carry. Expands the rules once, so that every look-up is a
  /// dictionary access; hold on to the value.
  public init(code: String, rules text: String, file: String) throws(CalendarRuleError) {
    let rules = try CalendarRules(text, file: file)
    self.code = code
    name = rules.name
    vintage = rules.vintage
    zone = rules.zone
    // Years are 1583 to 9999 by then, and every one of them has these days.
    coverage =
      CalendarDate(year: rules.years.lowerBound, month: 1, day: 1)!...CalendarDate(
        year: rules.years.upperBound, month: 12, day: 31)!
    week = rules.week
    hours = rules.hours
    exceptions = Self.exceptions(of: rules.rules)
    listing = nil
  }

  /// A calendar that lists its dates; `nil` when there is not one session among them.
  public init?(code: String, name: String, vintage: String, listing: CalendarListing) {
    guard let coverage = listing.coverage, let hours = listing.regularHours else { return nil }
    self.code = code
    self.name = name
    self.vintage = vintage
    self.coverage = coverage
    self.listing = listing
    zone = listing.zone
    week = listing.week
    self.hours = [
      RegularHours(
        first: coverage.lowerBound, open: hours.lowerBound, opensDayBefore: false,
        close: hours.upperBound, lunchBreak: nil)
    ]
    exceptions = [:]
  }

  private static func exceptions(
    of rules: [CalendarRules.Rule]
  ) -> [CalendarDate: Exception] {
    var exceptions: [CalendarDate: Exception] = [:]
    for rule in rules {
      for date in rule.years.lazy.compactMap(rule.rule.date) {
        if rule.effect != .closed, exceptions[date]?.effect == .closed { continue }
        exceptions[date] = Exception(effect: rule.effect, note: rule.note)
      }
    }
    return exceptions
  }
}

// MARK: Looking up

extension ExchangeCalendar {
  /// The session on a date, or `nil` when the exchange does not trade then.
  public func session(on date: CalendarDate) -> Session? {
    if let listing { return session(on: date, of: listing) }
    guard coverage.contains(date) else { return nil }
    let exception = exceptions[date]
    let isInWeek = week.contains(date.weekday)
    switch exception?.effect {
    case .closed: return nil
    case .extra(let close): return session(date, closing: close, exception?.note)
    case .early(let close): return isInWeek ? session(date, closing: close, exception?.note) : nil
    case nil: return isInWeek ? session(date, closing: nil, nil) : nil
    }
  }

  /// Why the exchange does not trade on a date: the holiday's name, or `weekend` for a day
  /// outside its week. `nil` on a session and outside the coverage.
  public func closure(on date: CalendarDate) -> String? {
    guard coverage.contains(date) else { return nil }
    if let listing {
      guard listing[date]?.hours == nil else { return nil }
      return listing[date]?.note ?? (week.contains(date.weekday) ? "not listed" : "weekend")
    }
    let exception = exceptions[date]
    if case .extra = exception?.effect { return nil }
    guard week.contains(date.weekday) else { return "weekend" }
    return exception?.effect == .closed ? exception?.note : nil
  }

  /// The sessions on the dates of a range, in order.
  public func sessions(in dates: ClosedRange<CalendarDate>) -> [Session] {
    covered(dates).compactMap(session(on:))
  }

  /// The dates of a range that belong to the trading week and have no session, in order.
  public func closures(in dates: ClosedRange<CalendarDate>) -> [Closure] {
    covered(dates).compactMap { date in
      guard week.contains(date.weekday), let note = closure(on: date) else { return nil }
      return Closure(date: date, note: note)
    }
  }

  /// The first session on a date or later, or `nil` when the coverage ends before.
  public func session(onOrAfter date: CalendarDate) -> Session? {
    firstSession(from: max(date, coverage.lowerBound), step: 1)
  }

  /// The first session later than a date.
  public func session(after date: CalendarDate) -> Session? {
    session(onOrAfter: date.adding(days: 1))
  }

  /// The last session on a date or earlier, or `nil` when the coverage begins after.
  public func session(onOrBefore date: CalendarDate) -> Session? {
    firstSession(from: min(date, coverage.upperBound), step: -1)
  }

  private func firstSession(from date: CalendarDate, step: Int) -> Session? {
    var date = date
    while coverage.contains(date) {
      if let session = session(on: date) { return session }
      date = date.adding(days: step)
    }
    return nil
  }

  private func session(
    _ date: CalendarDate, closing early: ClockTime?, _ note: String?
  ) -> Session {
    let regular = regularHours(on: date)
    let close = early ?? regular.close
    return Session(
      date: date, open: regular.open, opensDayBefore: regular.opensDayBefore, close: close,
      lunchBreak: regular.lunchBreak.flatMap { $0.upperBound < close ? $0 : nil },
      isEarlyClose: close < regular.close, isOutsideWeek: !week.contains(date.weekday), note: note)
  }

  private func session(on date: CalendarDate, of listing: CalendarListing) -> Session? {
    guard let day = listing[date], let hours = day.hours else { return nil }
    return Session(
      date: date, open: hours.lowerBound, opensDayBefore: false, close: hours.upperBound,
      lunchBreak: nil, isEarlyClose: hours.upperBound < regularHours(on: date).close,
      isOutsideWeek: false, note: day.note)
  }

  private func covered(_ dates: ClosedRange<CalendarDate>) -> [CalendarDate] {
    guard dates.overlaps(coverage) else { return [] }
    let known = dates.clamped(to: coverage)
    return (known.lowerBound.ordinal...known.upperBound.ordinal).map(CalendarDate.init(ordinal:))
  }
}

// MARK: Hours

extension ExchangeCalendar {
  /// The hours of a session on a date, were it an ordinary one.
  public func regularHours(on date: CalendarDate) -> RegularHours {
    hours.last { $0.first <= date } ?? hours[0]
  }

  /// The regular hours of a range of dates: those of its first date, then every change.
  public func regularHours(in dates: ClosedRange<CalendarDate>) -> [RegularHours] {
    [regularHours(on: dates.lowerBound)]
      + hours.filter { dates.contains($0.first) && $0.first > dates.lowerBound }
  }
}
