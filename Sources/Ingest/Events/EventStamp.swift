import MarketData

/// When an event was, as lists of events write it: every form of `StampText`, names of months,
/// years of two digits, `4:05 PM`, names of zones, and digits alone.
struct EventStamp: Equatable {
  var date: CalendarDate
  /// Milliseconds since midnight.
  var millisecond: Int?
  /// Seconds that the stamp's clock is ahead of UTC.
  var offset: Int?
  /// The zone that the stamp names, when that is no fixed distance from UTC.
  var zoneName: String?

  init(
    _ text: String, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) {
    do throws(StampText.Failure) {
      let stamp = try StampText(text, order: order)
      self.init(date: stamp.date, millisecond: stamp.millisecond, offset: stamp.offset)
      return
    } catch {
      guard error == .malformed else { throw error }
    }
    if let stamp = Self(digits: text.trimmingSpaces) {
      self = stamp
    } else {
      try self.init(words: text, order: order)
    }
  }

  private init(date: CalendarDate, millisecond: Int?, offset: Int?) {
    (self.date, self.millisecond, self.offset) = (date, millisecond, offset)
  }

  /// Reads words: those of the date first, then those of the time, if there is one.
  private init(words text: String, order: ImportOptions.DateOrder?) throws(StampText.Failure) {
    let words = text.split { $0.isWhitespace || $0 == "," }.map(String.init)
      .filter { !isWeekday($0) && $0.lowercased() != "at" }
    let clock = words.firstIndex { $0.contains(":") } ?? words.endIndex
    self.init(
      date: try WrittenDate.date(words[..<clock], order: order), millisecond: nil, offset: nil)
    guard clock < words.endIndex else { return }
    let time = try EventTimeText(words[clock...].joined(separator: " "))
    (millisecond, offset, zoneName) = (time.millisecond, time.offset, time.zoneName)
  }
}

extension EventStamp {
  /// Reads digits alone: `yyyymmddhhmmss`, `yyyymmddThhmmss[Z]`, seconds to nanoseconds since 1970,
  /// days of a spreadsheet since 1900.
  private init?(digits text: String) {
    let digits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    switch text.utf8.count {
    case 5 where digits:
      // 1899-12-30 is day 0: the spreadsheets' own calendar has a 29 February 1900.
      guard let serial = Int(text), (25_569...60_000).contains(serial) else { return nil }
      self.init(date: CalendarDate(ordinal: serial - 25_569), millisecond: nil, offset: nil)
    case 10 where digits && text.first == "1": self.init(epoch: text, unitsPerSecond: 1)
    case 13 where digits && text.first == "1": self.init(epoch: text, unitsPerSecond: 1000)
    case 16 where digits && text.first == "1": self.init(epoch: text, unitsPerSecond: 1_000_000)
    case 19 where digits && text.first == "1":
      self.init(epoch: text, unitsPerSecond: 1_000_000_000)
    case 14 where digits: self.init(compact: text, timeFrom: 8)
    case 15, 16: self.init(compact: text, timeFrom: 9)
    default: return nil
    }
  }

  private init?(epoch text: String, unitsPerSecond: Int) {
    guard let units = Int(text) else { return nil }
    let milliseconds =
      unitsPerSecond == 1 ? units * 1000 : units / (unitsPerSecond / 1000)
    let day = milliseconds / 86_400_000
    self.init(
      date: CalendarDate(ordinal: day), millisecond: milliseconds - day * 86_400_000, offset: 0)
  }

  private init?(compact text: String, timeFrom: Int) {
    let bytes = Array(text.utf8)
    guard timeFrom == 8 || bytes[8] == UInt8(ascii: "T") else { return nil }
    let isUTC = bytes.count == 16
    guard !isUTC || bytes[15] == UInt8(ascii: "Z"),
      let year = number(bytes[0..<4]), let month = number(bytes[4..<6]),
      let day = number(bytes[6..<8]), let hour = number(bytes[timeFrom..<timeFrom + 2]),
      let minute = number(bytes[timeFrom + 2..<timeFrom + 4]),
      let second = number(bytes[timeFrom + 4..<timeFrom + 6]), (1800...2200).contains(year),
      let date = CalendarDate(year: year, month: month, day: day),
      let time = ClockTime(hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(date: date, millisecond: time.second * 1000, offset: isUTC ? 0 : nil)
  }
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  digits.allSatisfy { (0x30...0x39).contains($0) }
    ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
}

private func isWeekday(_ word: String) -> Bool {
  DateText.isWeekday(word.lowercased().filter { $0 != "." })
}
