import MarketData

/// A date, with a time of day and an offset from UTC when the text has them.
struct StampText: Equatable {
  var date: CalendarDate
  /// Milliseconds since midnight.
  var millisecond: Int?
  /// Seconds that the stamp's clock is ahead of UTC.
  var offset: Int?

  /// Why a text is no stamp.
  enum Failure: Error, Equatable {
    case malformed
    /// A day that the calendar does not have, or a year outside 1800 to 2200.
    case noSuchDate
    /// A date such as 03/04/2025 when the order of its parts is not known.
    case ambiguous
    case noSuchTime
  }

  /// Reads `yyyy-mm-dd`, `yyyy/mm/dd`, `yyyy.mm.dd`, `yyyymmdd`, `dd.mm.yyyy`, and dates with
  /// slashes in the given order, followed by nothing or by a time of day.
  init(
    _ cell: UnsafeBufferPointer<UInt8>, order: ImportOptions.DateOrder?
  ) throws(Failure) {
    var reader = ByteReader(trimmed(cell))
    date = try Self.date(&reader, order: order)
    guard !reader.isAtEnd else { return }
    guard reader.skip(UInt8(ascii: "T")) || reader.skip(UInt8(ascii: " ")) else {
      throw .malformed
    }
    millisecond = try Self.timeOfDay(&reader)
    offset = try Self.offset(&reader)
    guard reader.isAtEnd else { throw .malformed }
  }

  init(_ text: String, order: ImportOptions.DateOrder?) throws(Failure) {
    self = try text.withBytes { (bytes) throws(Failure) in try StampText(bytes, order: order) }
  }

  private static func date(
    _ reader: inout ByteReader, order: ImportOptions.DateOrder?
  ) throws(Failure) -> CalendarDate {
    switch reader.digitCount {
    case 8:
      guard let year = reader.number(4...4), let month = reader.number(2...2),
        let day = reader.number(2...2)
      else { throw .malformed }
      return try checked(year, month, day)
    case 4: return try yearFirst(&reader)
    case 1, 2: return try yearLast(&reader, order: order)
    default: throw .malformed
    }
  }

  private static func yearFirst(_ reader: inout ByteReader) throws(Failure) -> CalendarDate {
    guard let year = reader.number(4...4), let separator = reader.peek,
      isSeparator(separator) || separator == UInt8(ascii: "-")
    else { throw .malformed }
    // Only the ISO form is always padded.
    let length = separator == UInt8(ascii: "-") ? 2...2 : 1...2
    reader.advance()
    guard let month = reader.number(length), reader.skip(separator),
      let day = reader.number(length)
    else { throw .malformed }
    return try checked(year, month, day)
  }

  private static func yearLast(
    _ reader: inout ByteReader, order: ImportOptions.DateOrder?
  ) throws(Failure) -> CalendarDate {
    guard let first = reader.number(1...2), let separator = reader.peek, isSeparator(separator)
    else { throw .malformed }
    reader.advance()
    guard let second = reader.number(1...2), reader.skip(separator),
      let year = reader.number(4...4)
    else { throw .malformed }
    switch order ?? (separator == UInt8(ascii: ".") ? .dayFirst : nil) {
    case .monthFirst: return try checked(year, first, second)
    case .dayFirst: return try checked(year, second, first)
    case .yearFirst: throw .malformed
    case nil: throw .ambiguous
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  private static func checked(
    _ year: Int, _ month: Int, _ day: Int
  ) throws(Failure) -> CalendarDate {
    guard (1800...2200).contains(year),
      let date = CalendarDate(year: year, month: month, day: day)
    else { throw .noSuchDate }
    return date
  }

  /// `H:mm[:ss[.fff]]`, in milliseconds since midnight.
  static func timeOfDay(_ reader: inout ByteReader) throws(Failure) -> Int {
    guard let hour = reader.number(1...2), reader.skip(UInt8(ascii: ":")),
      let minute = reader.number(2...2)
    else { throw .malformed }
    var (second, fraction) = (0, 0)
    if reader.skip(UInt8(ascii: ":")) {
      guard let seconds = reader.number(2...2) else { throw .malformed }
      second = seconds
      if reader.skip(UInt8(ascii: ".")) {
        guard let milliseconds = reader.fraction() else { throw .malformed }
        fraction = milliseconds
      }
    }
    guard let time = ClockTime(hour: hour, minute: minute, second: second) else {
      throw .noSuchTime
    }
    return time.second * 1000 + fraction
  }

  /// `Z`, `+HH:mm`, `+HHmm` or `+HH`, in seconds ahead of UTC.
  static func offset(_ reader: inout ByteReader) throws(Failure) -> Int? {
    _ = reader.skip(UInt8(ascii: " "))
    guard let sign = reader.peek else { return nil }
    reader.advance()
    switch sign {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): return 0
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let hours = reader.number(2...2) else { throw .malformed }
      _ = reader.skip(UInt8(ascii: ":"))
      let minutes = reader.isAtEnd ? 0 : reader.number(2...2)
      guard let minutes, hours <= 18, minutes < 60 else { throw .malformed }
      return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    default: throw .malformed
    }
  }
}

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

extension String {
  /// Calls the body with the text's UTF-8 bytes.
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Array(utf8).withUnsafeBufferPointer { (bytes) throws(Failure) in try body(bytes) }
  }
}
