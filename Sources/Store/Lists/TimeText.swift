import MarketData

/// A bar's time as tables show it: a date, or an instant in UTC with `Z`.
func timeText(_ time: Int64, _ resolution: Resolution) -> String {
  switch resolution {
  case .daily: CalendarDate(ordinal: Int(time)).description
  case .intraday: Instant(milliseconds: time).description
  }
}

/// ISO 8601 on the clock of an event's zone with its distance from UTC:
/// `2025-06-05T08:45:00-04:00`; `nil` for an event that has only a date.
func eventTimeText(_ time: EventTime) -> String? {
  guard case .clock(let date, let clock, _, let instant) = time else { return nil }
  let wall = Int64(date.ordinal) * 86_400 + Int64(clock.second)
  let offset = Int(wall - instant.milliseconds.floorDivided(by: 1000))
  let minutes = abs(offset) / 60
  let sign = offset < 0 ? "-" : "+"
  return dateAndTime(wall) + sign + twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
}

/// `2025-06-05T08:45:00` for seconds since 1970 on some clock.
private func dateAndTime(_ seconds: Int64) -> String {
  let day = seconds.floorDivided(by: 86_400)
  let second = Int(seconds - day * 86_400)
  let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
  return CalendarDate(ordinal: Int(day)).description + "T" + time
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Int64 {
  /// The quotient rounded towards negative infinity, of a positive divisor.
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
