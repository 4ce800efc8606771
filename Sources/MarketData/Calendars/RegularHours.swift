/// When an exchange trades on an ordinary date, from some date on.
///
/// All times are on the exchange's own clock.
public struct RegularHours: Hashable, Sendable {
  /// The first date with these hours.
  public let first: CalendarDate
  /// When a session begins.
  public let open: ClockTime
  /// Whether a session begins on the evening before its date, as in foreign exchange.
  public let opensDayBefore: Bool
  /// When a session ends; `ClockTime.endOfDay` for a session that lasts until midnight.
  public let close: ClockTime
  /// When trading pauses around noon, if it does.
  public let lunchBreak: Range<ClockTime>?

  /// The times of a date within which a session can end.
  var range: Range<ClockTime> {
    let start = opensDayBefore ? ClockTime.startOfDay : open
    return start..<max(start, close)
  }
}

extension RegularHours: CustomStringConvertible {
  /// `09:00-15:30, break 11:30-12:30`, or `17:00 the day before - 17:00`.
  public var description: String {
    let hours = opensDayBefore ? "\(open) the day before - \(close)" : "\(open)-\(close)"
    return hours
      + (lunchBreak.map { ", break \($0.lowerBound)-\($0.upperBound)" } ?? "")
  }
}
