import MarketData

/// Reads when an event happened.
struct EventClock {
  let name: String
  let options: ImportOptions
  /// Events whose time the clocks of their zone showed twice.
  private(set) var repeated: [String] = []
  private var zones: [String: Zone] = [:]

  init(name: String, options: ImportOptions) {
    self.name = name
    self.options = options
  }

  mutating func time(of row: EventRow) throws(EventProblem) -> EventTime {
    guard let text = row[.date], !isMissingText(text) else {
      throw .reject(row.reject(.date, .missingDate, "no date; write one like 2024-03-15"))
    }
    let stamp = try stamp(text, row)
    if let clock = row[.time], !isMissingText(clock) {
      let (millisecond, offset) = try timeOfDay(clock, row)
      return try clockTime(
        stamp.date, millisecond, offset: offset ?? stamp.offset, raw: clock, row: row)
    }
    // Midnight in a stamp is how a date without a time is often written.
    guard let millisecond = stamp.millisecond, millisecond != 0 else { return .date(stamp.date) }
    return try clockTime(stamp.date, millisecond, offset: stamp.offset, raw: text, row: row)
  }

  private func stamp(_ text: String, _ row: EventRow) throws(EventProblem) -> StampText {
    do throws(StampText.Failure) {
      return try StampText(text, order: row.layout.dateOrder)
    } catch {
      throw problem(error, text, row)
    }
  }

  private func problem(
    _ failure: StampText.Failure, _ text: String, _ row: EventRow
  ) -> EventProblem {
    switch failure {
    case .malformed:
      .reject(
        row.reject(
          .date, .badDate, "'\(text)' is not a date like 2024-03-15 or 2024-03-15 08:45"))
    case .noSuchDate:
      .reject(
        row.reject(.date, .badDate, "'\(text)' is no day of the calendar from 1800 to 2200"))
    case .noSuchTime:
      .reject(row.reject(.date, .badTime, "'\(text)' has no time of day like 08:45"))
    case .ambiguous: .fatal(.dateOrderNeeded(name, at: "\(row.place)", raw: text))
    }
  }

  private func timeOfDay(_ text: String, _ row: EventRow) throws(EventProblem) -> (Int, Int?) {
    do throws(StampText.Failure) {
      return try text.withBytes { (bytes) throws(StampText.Failure) in
        var reader = ByteReader(bytes)
        let time = try StampText.timeOfDay(&reader)
        let offset = try StampText.offset(&reader)
        guard reader.isAtEnd else { throw .malformed }
        return (time, offset)
      }
    } catch {
      throw .reject(row.reject(.time, .badTime, "'\(text)' is not a time of day like 08:45"))
    }
  }

  private mutating func clockTime(
    _ date: CalendarDate, _ millisecond: Int, offset: Int?, raw: String, row: EventRow
  ) throws(EventProblem) -> EventTime {
    guard let time = ClockTime(second: millisecond / 1000) else {
      throw .reject(row.reject(.time, .badTime, "'\(raw)' is not a time of day like 08:45"))
    }
    let zone = try zone(of: row)
    if let offset { return try instant(date, millisecond, offset: offset, zone: zone, row: row) }
    guard let zone else { throw .fatal(.timeZoneNeeded(name, at: row.place(of: .time), raw: raw)) }
    let instant = try read(date, time, zone, row: row)
    return .clock(
      date: date, time: time, zone: zone,
      instant: Instant(milliseconds: instant.milliseconds + Int64(millisecond % 1000)))
  }

  /// A time with its offset from UTC, on the clock of the event's zone when that is known.
  private func instant(
    _ date: CalendarDate, _ millisecond: Int, offset: Int, zone: Zone?, row: EventRow
  ) throws(EventProblem) -> EventTime {
    let wall = Int64(date.ordinal) * 86_400_000 + Int64(millisecond)
    let instant = Instant(milliseconds: wall - Int64(offset) * 1000)
    guard let zone = zone ?? Zone(offsetName(offset)) else {
      throw .reject(row.reject(.date, .badTime, "no clock is \(offset) s ahead of UTC"))
    }
    let (date, time) = zone.clock(at: instant)
    return .clock(date: date, time: time, zone: zone, instant: instant)
  }

  private mutating func zone(of row: EventRow) throws(EventProblem) -> Zone? {
    guard let name = row[.zone] else { return options.timeZone }
    if let known = zones[name] { return known }
    guard let zone = Zone(name) else {
      throw .fatal(.unknownTimeZone(self.name, at: row.place(of: .zone), raw: name))
    }
    zones[name] = zone
    return zone
  }

  private mutating func read(
    _ date: CalendarDate, _ time: ClockTime, _ zone: Zone, row: EventRow
  ) throws(EventProblem) -> Instant {
    switch zone.reading(of: date, time) {
    case .once(let instant): return instant
    case .twice(let earlier, _):
      repeated.append("\(row.place)")
      return earlier
    case .never(let shifted): throw .reject(skipped(date, time, zone, shifted, row))
    }
  }

  /// A time that the clocks jumped over: they were set forward by the difference between what was
  /// asked for and what they showed at that moment.
  private func skipped(
    _ date: CalendarDate, _ time: ClockTime, _ zone: Zone, _ shifted: Instant, _ row: EventRow
  ) -> Reject {
    let (_, after) = zone.clock(at: shifted)
    let before = ClockTime(second: time.second - (after.second - time.second)) ?? time
    return row.reject(
      row.layout.place(.time) == nil ? .date : .time, .badTime,
      "\(zone.identifier) never showed \(time) on \(date), when its clocks were set forward; it "
        + "was \(before) or \(after)")
  }
}

/// The name of a zone that is some seconds ahead of UTC.
private func offsetName(_ offset: Int) -> String {
  if offset == 0 { return "UTC" }
  func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
  let minutes = abs(offset) / 60
  return "GMT\(offset < 0 ? "-" : "+")\(padded(minutes / 60))\(padded(minutes % 60))"
}
