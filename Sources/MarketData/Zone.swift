import Foundation

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch.
  public let milliseconds: Int64

  /// The instant some milliseconds after the Unix epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Order in time.
  public static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
}

/// A time zone of the IANA database, such as `America/New_York`, or `UTC`.
public struct Zone: Hashable, Sendable {
  /// The zone's name in the IANA database.
  public let identifier: String
  private let zone: TimeZone

  /// The named zone, or `nil` when the database has none of that name.
  public init?(_ identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    self.zone = zone
  }

  /// What a clock in a zone means by a date and a time.
  public enum Reading: Hashable, Sendable {
    /// The clock shows this time once.
    case once(Instant)
    /// The clock is set back and shows this time twice.
    case twice(earlier: Instant, later: Instant)
    /// The clock is set forward and never shows this time; the instant is the one at which it
    /// would have been shown had the clock not been set forward yet.
    case never(Instant)
  }

  /// The instant at which a clock in this zone shows the date and time.
  public func reading(of date: CalendarDate, _ time: ClockTime) -> Reading {
    let wall = Int64(date.ordinal) * 86_400 + Int64(time.second)
    // The offsets a day before and after bracket any single clock change.
    let before = offset(at: wall - 86_400)
    let after = offset(at: wall + 86_400)
    let candidates = (before == after ? [before] : [before, after])
      .filter { offset(at: wall - $0) == $0 }.map { Instant(milliseconds: (wall - $0) * 1000) }
    switch candidates.count {
    case 0: return .never(Instant(milliseconds: (wall - before) * 1000))
    case 1: return .once(candidates[0])
    default: return .twice(earlier: candidates.min()!, later: candidates.max()!)
    }
  }

  /// The date and time a clock in this zone shows at an instant, seconds rounded down.
  public func clock(at instant: Instant) -> (date: CalendarDate, time: ClockTime) {
    let seconds = floorDivide(instant.milliseconds, 1000)
    let wall = seconds + offset(at: seconds)
    let day = floorDivide(wall, 86_400)
    // A remainder of a day is always a time of day.
    let time = ClockTime(second: Int(wall - day * 86_400))!
    return (CalendarDate(ordinal: Int(day)), time)
  }

  /// Seconds this zone's clocks are ahead of UTC at an instant.
  public func secondsFromUTC(at instant: Instant) -> Int {
    Int(offset(at: floorDivide(instant.milliseconds, 1000)))
  }

  private func offset(at second: Int64) -> Int64 {
    Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
  }
}

func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  a >= 0 ? a / b : -((-a + b - 1) / b)
}
