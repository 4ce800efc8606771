import MarketData

/// Reads when an event happened.
struct EventClock {
  /// A time, and what is known of it.
  struct Reading {
    var time: EventTime
    var policy: ZonePolicy?
    /// The date as written, of a time that is midnight on the clock it was written for.
    var midnight: CalendarDate?
  }

  let name: String
  let options: ImportOptions
  /// Events whose time the clocks of their zone showed twice.
  private(set) var repeated: [String] = []
  /// Events whose time the clocks of their zone never showed.
  private(set) var skipped: [String] = []
  private var zones: [String: Zone] = [:]

  init(name: String, options: ImportOptions) {
    self.name = name
    self.options = options
  }

  mutating func time(of row: EventRow) throws(EventProblem) -> Reading {
    guard let text = row[.date], !isMissingText(text) else {
      throw .reject(row.reject(.date, .missingDate, "no date; write one like 2024-03-15"))
    }
    let stamp = try stamp(text, row)
    if let clock = row[.time], !isMissingText(clock) {
      let time = try timeOfDay(clock, row)
      return try clockTime(
        EventStamp(stamp.date, time, elseOffset: stamp.offset), raw: clock, row: row)
    }
    guard let millisecond = stamp.millisecond else { return Reading(time: .date(stamp.date)) }
    // Midnight is how a date without a time is often written: alone it asks for no zone.
    if millisecond == 0, stamp.offset == nil, try zone(of: row, stamp).0 == nil {
      return Reading(time: .date(stamp.date))
    }
    return try clockTime(stamp, raw: text, row: row)
  }

  private func stamp(_ text: String, _ row: EventRow) throws(EventProblem) -> EventStamp {
    do throws(StampText.Failure) {
      return try EventStamp(text, order: row.layout.dateOrder)
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

  private func timeOfDay(_ text: String, _ row: EventRow) throws(EventProblem) -> EventTimeText {
    do throws(StampText.Failure) {
      return try EventTimeText(text)
    } catch {
      throw .reject(row.reject(.time, .badTime, "'\(text)' is not a time of day like 08:45"))
    }
  }

  private mutating func clockTime(
    _ stamp: EventStamp, raw: String, row: EventRow
  ) throws(EventProblem) -> Reading {
    let millisecond = stamp.millisecond ?? 0
    let (zone, policy) = try zone(of: row, stamp)
    let midnight = millisecond == 0 ? stamp.date : nil
    if let offset = stamp.offset {
      let time = try instant(stamp.date, millisecond, offset: offset, zone: zone, row: row)
      return Reading(time: time, policy: row.layout.zonePolicy ?? .given, midnight: midnight)
    }
    guard let zone else { throw .fatal(.timeZoneNeeded(name, at: row.place(of: .time), raw: raw)) }
    let time = try local(stamp.date, millisecond, zone, raw: raw, row: row)
    return Reading(time: time, policy: row.layout.zonePolicy ?? policy, midnight: midnight)
  }

  /// A time on the clock of a zone.
  private mutating func local(
    _ date: CalendarDate, _ millisecond: Int, _ zone: Zone, raw: String, row: EventRow
  ) throws(EventProblem) -> EventTime {
    guard let time = ClockTime(second: millisecond / 1000) else {
      throw .reject(row.reject(.time, .badTime, "'\(raw)' is not a time of day like 08:45"))
    }
    let read = try read(date, time, zone, row: row)
    let instant = Instant(milliseconds: read.milliseconds + Int64(millisecond % 1000))
    let shown = zone.clock(at: instant)
    return .clock(date: shown.date, time: shown.time, zone: zone, instant: instant)
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

  /// The zone that the row, the stamp, the layout or the options name, in this order.
  private mutating func zone(
    of row: EventRow, _ stamp: EventStamp
  ) throws(EventProblem) -> (Zone?, ZonePolicy) {
    guard let name = row[.zone] ?? stamp.zoneName else {
      return row.layout.zone.map { ($0, .given) } ?? (options.timeZone, .assumed)
    }
    if let known = zones[name] { return (known, .given) }
    guard let zone = Zone(commonName: name) else {
      throw .fatal(.unknownTimeZone(self.name, at: row.place(of: .zone), raw: name))
    }
    zones[name] = zone
    return (zone, .given)
  }

  /// The instant of a time; of one that is shown twice or never, the earlier offset decides.
  private mutating func read(
    _ date: CalendarDate, _ time: ClockTime, _ zone: Zone, row: EventRow
  ) throws(EventProblem) -> Instant {
    switch zone.reading(of: date, time) {
    case .once(let instant): return instant
    case .twice(let earlier, let later):
      if options.isStrict {
        throw .reject(twice(date, time, zone, earlier, later, row))
      }
      repeated.append("\(row.place)")
      return earlier
    case .never(let shifted):
      if options.isStrict { throw .reject(never(date, time, zone, shifted, row)) }
      skipped.append("\(row.place)")
      return shifted
    }
  }
}

extension EventClock {
  private func twice(
    _ date: CalendarDate, _ time: ClockTime, _ zone: Zone, _ earlier: Instant, _ later: Instant,
    _ row: EventRow
  ) -> Reject {
    let offsets = [earlier, later].map { offsetName(zone.secondsFromUTC(at: $0)) }
    return reject(
      row,
      "\(zone.identifier) showed \(time) twice on \(date), when its clocks were set back; it was "
        + "\(time) \(offsets[0]) or \(time) \(offsets[1])")
  }

  /// A time that the clocks jumped over: they were set forward by the difference between what was
  /// asked for and what they showed at that moment.
  private func never(
    _ date: CalendarDate, _ time: ClockTime, _ zone: Zone, _ shifted: Instant, _ row: EventRow
  ) -> Reject {
    let (_, after) = zone.clock(at: shifted)
    let before = ClockTime(second: time.second - (after.second - time.second)) ?? time
    return reject(
      row,
      "\(zone.identifier) never showed \(time) on \(date), when its clocks were set forward; it "
        + "was \(before) or \(after)")
  }

  private func reject(_ row: EventRow, _ message: String) -> Reject {
    row.reject(row.layout.place(.time) == nil ? .date : .time, .badTime, message)
  }

  /// What was read although a clock never showed it, or showed it twice.
  var warnings: [Warning] {
    [
      (skipped, "clocks were set forward over the time; read as if they had not been yet"),
      (repeated, "clocks were set back and showed the time twice; read as the earlier one"),
    ].filter { !$0.0.isEmpty }.map { places, words in
      let more = places.count > 5 ? " and \(places.count - 5) more" : ""
      return Warning(.dst, "\(words): \(places.prefix(5).joined(separator: ", "))\(more)")
    }
  }
}

extension EventStamp {
  /// A date and a time of day that stand in columns of their own.
  fileprivate init(_ date: CalendarDate, _ time: EventTimeText, elseOffset offset: Int?) {
    self.date = date
    millisecond = time.millisecond
    self.offset = time.offset ?? (time.zoneName == nil ? offset : nil)
    zoneName = time.zoneName
  }
}

/// The name of a zone that is some seconds ahead of UTC.
func offsetName(_ offset: Int) -> String {
  if offset == 0 { return "UTC" }
  func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
  let minutes = abs(offset) / 60
  return "GMT\(offset < 0 ? "-" : "+")\(padded(minutes / 60))\(padded(minutes % 60))"
}
