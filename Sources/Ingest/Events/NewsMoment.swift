public import MarketData

/// Reads one moment as lists of events write it: a date, or a date with a time.
public enum NewsMoment {
  /// Why a text is no moment, with what would be right.
  public struct Problem: Error, Hashable, CustomStringConvertible {
    /// What was found and what would be right.
    public let description: String
  }

  /// The time that a text means.
  ///
  /// - Parameters:
  ///   - text: A date, or a date with a time and, perhaps, an offset from UTC or a zone.
  ///   - zone: The zone of a time that names none.
  public static func time(_ text: String, zone: Zone?) throws(Problem) -> EventTime {
    let stamp = try stamp(text)
    guard let millisecond = stamp.millisecond else { return .date(stamp.date) }
    if let offset = stamp.offset {
      guard let zone = zone ?? Zone(offsetName(offset)) else {
        throw Problem(description: "'\(text)': no clock is \(offset) s ahead of UTC")
      }
      return at(wall(stamp.date, millisecond) - Int64(offset) * 1000, on: zone)
    }
    guard let zone = stamp.zoneName.flatMap(Zone.init(commonName:)) ?? zone else {
      // Midnight is how a date without a time is often written: alone it asks for no zone.
      if millisecond == 0 { return .date(stamp.date) }
      throw Problem(
        description: "'\(text)' names no zone; say whose clock it is with --time-zone "
          + "America/New_York, or write its offset: \(stamp.date)T08:45-04:00")
    }
    return try local(stamp.date, millisecond, zone)
  }

  private static func stamp(_ text: String) throws(Problem) -> EventStamp {
    do throws(StampText.Failure) { return try EventStamp(text, order: nil) } catch {
      let found =
        switch error {
        case .malformed: "is not a date like 2025-06-05 or 2025-06-05T08:45"
        case .noSuchDate: "is no day of the calendar from 1800 to 2200"
        case .noSuchTime: "has no time of day like 08:45"
        case .ambiguous: "can be read as two dates; write it as 2025-06-05"
        }
      throw Problem(description: "'\(text)' \(found)")
    }
  }

  /// A time on the clock of a zone, which must have shown it once.
  private static func local(
    _ date: CalendarDate, _ millisecond: Int, _ zone: Zone
  ) throws(Problem) -> EventTime {
    guard let time = ClockTime(second: millisecond / 1000) else {
      throw Problem(description: "\(date) has no time of day of \(millisecond / 1000) seconds")
    }
    switch zone.reading(of: date, time) {
    case .once(let instant):
      return at(instant.milliseconds + Int64(millisecond % 1000), on: zone)
    case .twice:
      throw Problem(
        description: "\(zone.identifier) showed \(time) twice on \(date), when its clocks were set "
          + "back; write the offset from UTC behind the time")
    case .never:
      throw Problem(
        description: "\(zone.identifier) never showed \(time) on \(date), when its clocks were set "
          + "forward")
    }
  }

  private static func at(_ milliseconds: Int64, on zone: Zone) -> EventTime {
    let instant = Instant(milliseconds: milliseconds)
    let (date, time) = zone.clock(at: instant)
    return .clock(date: date, time: time, zone: zone, instant: instant)
  }

  private static func wall(_ date: CalendarDate, _ millisecond: Int) -> Int64 {
    Int64(date.ordinal) * 86_400_000 + Int64(millisecond)
  }
}
