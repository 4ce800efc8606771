extension Instant: CustomStringConvertible {
  /// ISO 8601 in UTC: `2025-06-05T12:45:00Z`, with milliseconds when there are any.
  public var description: String {
    let day = floorDivide(milliseconds, 86_400_000)
    let rest = Int(milliseconds - day * 86_400_000)
    let parts = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
    let time = parts.map { padded($0, 2) }.joined(separator: ":")
    let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
    return "\(CalendarDate(ordinal: Int(day)))T\(time)\(fraction)Z"
  }
}
