/// The date on which a market could first trade on a piece of news, and why that date.
public struct EffectiveDate: Hashable, Sendable {
  /// Why the date is the news' own, or a later session.
  public enum Reason: String, Hashable, Codable, CaseIterable, Sendable {
    /// Known while the session was open.
    case sameSession = "same_session"
    /// Known on the session's date, earlier than the open.
    case beforeOpen = "before_open"
    /// Known at the regular close or later: the next session.
    case afterClose = "after_close"
    /// Known at the early close of a shortened session or later: the next session.
    case afterEarlyClose = "after_early_close"
    /// Known at an explicit cutoff or later, before the close: the next session.
    case afterCutoff = "after_cutoff"
    /// The exchange does not trade on the date, which stays as it is.
    case notASession = "not_a_session"
    /// The calendar does not know the date, or the session after it; the date stays as it is.
    case outsideCoverage = "outside_coverage"
  }

  /// The session's date, or the news' own where there is none.
  public let date: CalendarDate
  /// Why this date.
  public let reason: Reason
}

extension ExchangeCalendar {
  /// The date to which news known at a time on the exchange's own clock belongs.
  ///
  /// News at or after the close, early or regular, or at or after the `cutoff`, belongs to the
  /// next session; news in a lunch break belongs to the session it interrupts. A date without a
  /// session returned as it is: where it moves to is for the study to say.
  public func effectiveDate(
    of date: CalendarDate, _ time: ClockTime, cutoff: ClockTime? = nil
  ) -> EffectiveDate {
    guard coverage.contains(date) else {
      return EffectiveDate(date: date, reason: .outsideCoverage)
    }
    // A session that opens in the evening takes in what is left of the day before.
    if let evening = session(on: date.adding(days: 1)), evening.opensDayBefore,
      time >= evening.open
    {
      return EffectiveDate(date: evening.date, reason: .sameSession)
    }
    guard let session = session(on: date) else {
      return EffectiveDate(date: date, reason: .notASession)
    }
    if time >= session.close {
      return next(after: date, session.isEarlyClose ? .afterEarlyClose : .afterClose)
    }
    if let cutoff, time >= cutoff { return next(after: date, .afterCutoff) }
    let isBefore = !session.opensDayBefore && time < session.open
    return EffectiveDate(date: date, reason: isBefore ? .beforeOpen : .sameSession)
  }

  private func next(after date: CalendarDate, _ reason: EffectiveDate.Reason) -> EffectiveDate {
    guard let next = session(after: date) else {
      return EffectiveDate(date: date, reason: .outsideCoverage)
    }
    return EffectiveDate(date: next.date, reason: reason)
  }
}
