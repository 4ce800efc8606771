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

  init(date: CalendarDate, millisecond: Int? = nil, offset: Int? = nil) {
    self.date = date
    self.millisecond = millisecond
    self.offset = offset
  }

  /// Reads a date in any form of `DateText`, followed by nothing or by a time of day in any form
  /// of `ClockText` and, perhaps, an offset.
  init(
    _ cell: UnsafeBufferPointer<UInt8>, order: ImportOptions.DateOrder?
  ) throws(Failure) {
    var reader = ByteReader(trimmed(cell))
    date = try DateText.read(&reader, order: order)
    guard !reader.isAtEnd else { return }
    try readTime(&reader)
  }

  init(_ text: String, order: ImportOptions.DateOrder?) throws(Failure) {
    self = try text.withBytes { (bytes) throws(Failure) in try StampText(bytes, order: order) }
  }

  /// Reads what follows a date to the end of the text.
  mutating func readTime(_ reader: inout ByteReader) throws(Failure) {
    if !reader.skip(UInt8(ascii: "T")) {
      _ = reader.skip(UInt8(ascii: ","))
      // In a text of digits alone, the time follows without a space.
      guard reader.skipSpaces() || reader.digitCount == reader.remaining else { throw .malformed }
    }
    try readClock(&reader)
  }

  /// Reads a time of day and its offset to the end of the text.
  mutating func readClock(_ reader: inout ByteReader) throws(Failure) {
    let time = try ClockText.timeOfDay(&reader)
    offset = try ClockText.offset(&reader)
    guard reader.isAtEnd else { throw .malformed }
    // 24:00 is the end of the day, which is the beginning of the next one.
    let isNextDay = time == ClockText.day
    date = isNextDay ? date.adding(days: 1) : date
    millisecond = isNextDay ? 0 : time
  }

  /// A time of day that stands alone, in milliseconds since midnight, and its offset.
  static func clock(
    _ cell: UnsafeBufferPointer<UInt8>
  ) throws(Failure) -> (millisecond: Int, offset: Int?) {
    var reader = ByteReader(trimmed(cell))
    let time = try ClockText.timeOfDay(&reader)
    let offset = try ClockText.offset(&reader)
    guard reader.isAtEnd else { throw .malformed }
    return (time, offset)
  }

  /// `H:mm[:ss[.fff]]` and the other forms of `ClockText`, in milliseconds since midnight.
  static func timeOfDay(_ reader: inout ByteReader) throws(Failure) -> Int {
    try ClockText.timeOfDay(&reader)
  }

  /// `Z`, `+HH:mm` and the other forms of `ClockText`, in seconds ahead of UTC.
  static func offset(_ reader: inout ByteReader) throws(Failure) -> Int? {
    try ClockText.offset(&reader)
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
