import MarketData

/// The forms in which tables write times of day and offsets from UTC.
enum ClockText {
  /// The milliseconds of a day, which `24:00` gives.
  static let day = 86_400_000

  /// Reads `H:mm[:ss[.fff]]`, `HHmm` or `HHmmss`, then `AM` or `PM`, in milliseconds since
  /// midnight.
  ///
  /// A leap second has no time of its own on the clocks that stamps are compared with, so `:60`
  /// is no time.
  static func timeOfDay(_ reader: inout ByteReader) throws(StampText.Failure) -> Int {
    var (hour, minute, second, fraction) = (0, 0, 0, 0)
    let isCompact = reader.digitCount > 2
    let separator = UInt8(ascii: ":")
    guard let hours = reader.number(isCompact ? 2...2 : 1...2),
      isCompact || reader.skip(separator), let minutes = reader.number(2...2)
    else { throw .malformed }
    (hour, minute) = (hours, minutes)
    if isCompact ? reader.digitCount > 0 : reader.skip(separator) {
      guard let seconds = reader.number(2...2) else { throw .malformed }
      second = seconds
      if reader.skip(UInt8(ascii: ".")) || reader.skip(UInt8(ascii: ",")) {
        guard let milliseconds = reader.fraction() else { throw .malformed }
        fraction = milliseconds
      }
    }
    hour = try twelveHourClock(&reader, hour)
    if (hour, minute, second, fraction) == (24, 0, 0, 0) { return day }
    guard let time = ClockTime(hour: hour, minute: minute, second: second) else {
      throw .noSuchTime
    }
    return time.second * 1000 + fraction
  }

  /// The hour of the day after `AM` or `PM`, or as it was without them.
  private static func twelveHourClock(
    _ reader: inout ByteReader, _ hour: Int
  ) throws(StampText.Failure) -> Int {
    var ahead = reader
    _ = ahead.skipSpaces()
    let half = ahead.letters()
    guard half == "am" || half == "pm" else { return hour }
    guard (1...12).contains(hour) else { throw .noSuchTime }
    reader = ahead
    return hour % 12 + (half == "pm" ? 12 : 0)
  }

  /// Reads `Z`, `UTC`, `EST`, `+HH:mm`, `+HHmm`, `+HH` or `GMT+HHmm`, in seconds ahead of UTC.
  static func offset(_ reader: inout ByteReader) throws(StampText.Failure) -> Int? {
    _ = reader.skipSpaces()
    guard !reader.isAtEnd else { return nil }
    let name = reader.letters()
    guard let named = name.isEmpty ? 0 : zoneHours[name] else { throw .malformed }
    guard let sign = reader.peek else { return named * 3600 }
    guard named == 0, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      throw .malformed
    }
    reader.advance()
    guard let hours = reader.number(2...2) else { throw .malformed }
    _ = reader.skip(UInt8(ascii: ":"))
    let minutes = reader.isAtEnd ? 0 : reader.number(2...2)
    guard let minutes, hours <= 18, minutes < 60 else { throw .malformed }
    return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}

/// Hours ahead of UTC of the names that RFC 822, 5.1, gives to zones.
private let zoneHours = [
  "z": 0, "utc": 0, "ut": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
  "mdt": -6, "pst": -8, "pdt": -7,
]

extension ByteReader {
  /// The milliseconds of a fraction of a second, further digits cut.
  fileprivate mutating func fraction() -> Int? {
    guard digitCount > 0 else { return nil }
    var (value, count) = (0, 0)
    while let digit = digit() {
      if count < 3 { value = value * 10 + Int(digit) }
      count += 1
    }
    for _ in count..<Swift.max(count, 3) { value *= 10 }
    return value
  }
}
