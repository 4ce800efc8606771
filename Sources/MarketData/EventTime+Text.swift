extension EventTime {
  /// The local date and time with its offset from UTC: `2025-06-05T08:45:00-04:00`.
  public var stamp: String? {
    guard case .clock(let date, let time, let zone, let instant) = self else { return nil }
    let offset = zone.secondsFromUTC(at: instant)
    let clock = ClockTime(second: abs(offset)).map(\.description) ?? ""
    let seconds = time.second % 60 == 0 ? ":00" : ""
    return "\(date)T\(time)\(seconds)\(offset < 0 ? "-" : "+")\(clock)"
  }

  /// The zone's name; `nil` for a date alone.
  public var zoneName: String? {
    if case .clock(_, _, let zone, _) = self { zone.identifier } else { nil }
  }
}
