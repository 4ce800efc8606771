import MarketData

/// Reads the times of a column of intraday bars.
struct InstantReader: TimeReader {
  private let times: TimeLayout
  private let isStrict: Bool
  private var clocks: ZoneClocks?
  private var change: ClockChange?
  /// The last date in ten bytes, and what they are.
  private var lastDate: (low: UInt64, high: UInt16, date: CalendarDate)?

  init(_ times: TimeLayout, isStrict: Bool) {
    self.times = times
    self.isStrict = isStrict
    clocks = times.zone.map { ZoneClocks($0) }
  }

  @inline(__always)
  func cached(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? { nil }

  func accepts(clock: UnsafeBufferPointer<UInt8>) -> Bool { true }

  mutating func takeClockChange() -> ClockChange? {
    defer { change = nil }
    return change
  }

  mutating func read(
    _ date: UnsafeBufferPointer<UInt8>, clock: UnsafeBufferPointer<UInt8>?
  ) throws(TimeFailure) -> Int64 {
    var stamp = try stamp(date)
    if let clock, !isMissing(trimmed(clock)) {
      do throws(StampText.Failure) {
        stamp.set(clock: try StampText.clock(clock))
      } catch {
        throw .clock
      }
    }
    return try instant(stamp)
  }

  /// The stamp, its date known when it begins with the same ten bytes as the last one.
  private mutating func stamp(
    _ cell: UnsafeBufferPointer<UInt8>
  ) throws(TimeFailure) -> StampText {
    guard times.form.numbers == nil, cell.count >= 16, let base = cell.baseAddress else {
      return try times.form.stamp(cell, isOrderDecided: times.isOrderDecided)
    }
    let raw = UnsafeRawPointer(base)
    let low = raw.loadUnaligned(as: UInt64.self)
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
    if let lastDate, lastDate.low == low, lastDate.high == high {
      return try stamp(of: lastDate.date, UnsafeBufferPointer(rebasing: cell[11...]))
    }
    let stamp = try times.form.stamp(cell, isOrderDecided: times.isOrderDecided)
    let isPrefix = cell[10] == UInt8(ascii: " ") || cell[10] == UInt8(ascii: "T")
    lastDate =
      isPrefix && cell[4] == UInt8(ascii: "-") && cell[7] == UInt8(ascii: "-")
        && stamp.millisecond != nil && !isEndOfDay(cell) ? (low, high, stamp.date) : nil
    return stamp
  }

  private func stamp(
    of date: CalendarDate, _ time: UnsafeBufferPointer<UInt8>
  ) throws(TimeFailure) -> StampText {
    var stamp = StampText(date: date)
    var reader = ByteReader(trimmed(time))
    do throws(StampText.Failure) { try stamp.readClock(&reader) } catch { throw .stamp(error) }
    return stamp
  }

  /// Whether the time says 24:00, which moved the date.
  private func isEndOfDay(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell[11] == UInt8(ascii: "2") && cell[12] == UInt8(ascii: "4")
  }

  private mutating func instant(_ stamp: StampText) throws(TimeFailure) -> Int64 {
    let wall = Int64(stamp.date.ordinal) * Int64(ClockText.day) + Int64(stamp.millisecond ?? 0)
    if let offset = stamp.offset { return wall - Int64(offset) * 1000 }
    guard clocks != nil, let reading = clocks?.instant(wall) else { throw .noZone }
    if let change = reading.change {
      if isStrict { throw .clockChange(change) }
      self.change = change
    }
    return reading.milliseconds
  }
}

/// The clocks of a zone, whose distance from UTC is asked for once a day.
private struct ZoneClocks {
  private let zone: Zone
  /// The day whose distance from UTC is known, and that distance; `nil` when it changes in it.
  private var day = Int64.min
  private var offset: Int64?
  /// The instant of the row before.
  private var last = Int64.min

  init(_ zone: Zone) { self.zone = zone }

  /// The instant at which the clocks show a time, in milliseconds since 1970 on their own dial.
  ///
  /// Of two, the earlier one, unless it comes before the row before and the later does not: a
  /// file that has both hours has them one behind the other. A time that was never shown is read
  /// as if the clocks had not been set forward yet.
  mutating func instant(_ wall: Int64) -> (milliseconds: Int64, change: ClockChange?) {
    let day = wall.floorDivided(by: Int64(ClockText.day))
    if day != self.day { enter(day) }
    guard let offset else { return changing(wall, day) }
    last = wall - offset
    return (last, nil)
  }

  private mutating func enter(_ day: Int64) {
    self.day = day
    // Zones are at most 14 hours away from UTC, so the day and its neighbours hold every instant
    // at which a clock shows it.
    let bounds = [day - 1, day, day + 1, day + 2].map {
      zone.secondsFromUTC(at: Instant(milliseconds: $0 * Int64(ClockText.day)))
    }
    offset = Set(bounds).count == 1 ? Int64(bounds[0]) * 1000 : nil
  }

  private mutating func changing(
    _ wall: Int64, _ day: Int64
  ) -> (milliseconds: Int64, change: ClockChange?) {
    let millisecond = Int(wall - day * Int64(ClockText.day))
    // A remainder of a day is always a time of day.
    let time = ClockTime(second: millisecond / 1000)!
    let fraction = Int64(millisecond % 1000)
    switch zone.reading(of: CalendarDate(ordinal: Int(day)), time) {
    case .once(let instant):
      last = instant.milliseconds + fraction
      return (last, nil)
    case .twice(let earlier, let later):
      let isLater = earlier.milliseconds < last && later.milliseconds >= last
      last = (isLater ? later : earlier).milliseconds + fraction
      return (last, .twice)
    case .never(let shifted):
      last = shifted.milliseconds + fraction
      return (last, .never)
    }
  }
}
