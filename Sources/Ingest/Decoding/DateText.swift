import MarketData

/// The forms in which tables write dates.
enum DateText {
  /// Reads `yyyy-mm-dd`, `yyyy/mm/dd`, `yyyy.mm.dd`, `yyyymmdd` (also as the number
  /// `yyyymmdd.0`), `dd.mm.yyyy`, dates with `/` or `-` in the given order, years of two digits,
  /// and months by their English names: `05JUN2025`, `5-Jun-25`, `Jun 5, 2025`, `2025-Jun-05`.
  ///
  /// With 8, 12 or 14 digits, the reader stands behind the first eight, where the time begins.
  static func read(
    _ reader: inout ByteReader, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) -> CalendarDate {
    switch reader.digitCount {
    case 0:
      reader.skipWeekday()
      return reader.digitCount > 0
        ? try read(&reader, order: order) : try monthNameFirst(&reader)
    case 8: return try compactNumber(&reader)
    case 12, 14: return try compact(&reader)
    case 4: return try yearFirst(&reader)
    case 1, 2: return try shortPartFirst(&reader, order: order)
    default: throw .malformed
    }
  }

  /// A day that the calendar has, of the years 1800 to 2200.
  static func checked(
    _ year: Int, _ month: Int, _ day: Int
  ) throws(StampText.Failure) -> CalendarDate {
    guard (1800...2200).contains(year),
      let date = CalendarDate(year: year, month: month, day: day)
    else { throw .noSuchDate }
    return date
  }

  private static func compact(
    _ reader: inout ByteReader
  ) throws(StampText.Failure) -> CalendarDate {
    guard let year = reader.number(4...4), let month = reader.number(2...2),
      let day = reader.number(2...2)
    else { throw .malformed }
    return try checked(year, month, day)
  }

  /// A date that a program took for a number may end in `.0`.
  private static func compactNumber(
    _ reader: inout ByteReader
  ) throws(StampText.Failure) -> CalendarDate {
    let date = try compact(&reader)
    if reader.skip(UInt8(ascii: ".")) {
      guard reader.skip(UInt8(ascii: "0")) else { throw .malformed }
      while reader.skip(UInt8(ascii: "0")) {}
      guard reader.isAtEnd else { throw .malformed }
    }
    return date
  }

  private static func yearFirst(
    _ reader: inout ByteReader
  ) throws(StampText.Failure) -> CalendarDate {
    guard let year = reader.number(4...4), let separator = reader.skipSeparator() else {
      throw .malformed
    }
    let name = reader.monthName()
    guard let month = name ?? reader.number(1...2), reader.skip(separator),
      let day = reader.number(1...2)
    else { throw .malformed }
    return try checked(year, month, day)
  }

  private static func shortPartFirst(
    _ reader: inout ByteReader, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) -> CalendarDate {
    guard let first = reader.number(1...2) else { throw .malformed }
    let separator = reader.skipSeparator()
    if let month = reader.monthName() {
      _ = reader.skipSeparator()
      let year = try year(&reader)
      return try checked(year, month, first)
    }
    guard let separator, separator != UInt8(ascii: " "), let second = reader.number(1...2),
      reader.skip(separator)
    else { throw .malformed }
    let parts = Parts(first: first, second: second, separator: separator)
    return try parts.date(&reader, order: order)
  }

  private static func monthNameFirst(
    _ reader: inout ByteReader
  ) throws(StampText.Failure) -> CalendarDate {
    guard let month = reader.monthName(), reader.skipSeparator() != nil,
      let day = reader.number(1...2)
    else { throw .malformed }
    let hasComma = reader.skip(UInt8(ascii: ","))
    guard reader.skipSeparator() != nil || hasComma else { throw .malformed }
    let year = try year(&reader)
    return try checked(year, month, day)
  }

  /// A year of four digits, or of two from 1969 to 2068, as in POSIX.
  fileprivate static func year(_ reader: inout ByteReader) throws(StampText.Failure) -> Int {
    switch reader.digitCount {
    case 4: return reader.number(4...4) ?? 0
    case 2: return fullYear(reader.number(2...2) ?? 0)
    default: throw .malformed
    }
  }

  /// The number of a month by its English name in lower case, or the name's beginning of at least
  /// three letters.
  static func month(_ name: String) -> Int? {
    guard name.count >= 3 else { return nil }
    return monthNames.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
  }

  /// Whether a word is the English name of a weekday in lower case, or its beginning.
  static func isWeekday(_ name: String) -> Bool {
    name.count >= 3 && weekdayNames.contains { $0.hasPrefix(name) }
  }

  fileprivate static func fullYear(_ year: Int) -> Int { year < 69 ? 2000 + year : 1900 + year }
}

/// The first two parts of a date such as 03/04/2025.
private struct Parts {
  var first: Int
  var second: Int
  var separator: UInt8

  func date(
    _ reader: inout ByteReader, order: ImportOptions.DateOrder?
  ) throws(StampText.Failure) -> CalendarDate {
    if order == .yearFirst {
      guard reader.digitCount <= 2, let day = reader.number(1...2) else { throw .malformed }
      return try DateText.checked(DateText.fullYear(first), second, day)
    }
    let year = try DateText.year(&reader)
    switch order ?? (separator == UInt8(ascii: ".") ? .dayFirst : nil) {
    case .monthFirst: return try DateText.checked(year, first, second)
    case .dayFirst: return try DateText.checked(year, second, first)
    case .yearFirst, nil:
      let isPossible = min(first, second) <= 12 && max(first, second) <= 31
      throw isPossible ? .ambiguous : .noSuchDate
    }
  }
}

extension ByteReader {
  /// Steps over spaces, and tells whether there were any.
  mutating func skipSpaces() -> Bool {
    guard skip(UInt8(ascii: " ")) else { return false }
    while skip(UInt8(ascii: " ")) {}
    return true
  }

  /// Steps over what can stand between two parts of a date.
  fileprivate mutating func skipSeparator() -> UInt8? {
    guard let byte = peek, [0x2F, 0x2E, 0x2D, 0x20].contains(byte) else { return nil }
    advance()
    return byte
  }

  /// The number of an English month name or its beginning of at least three letters, which is
  /// stepped over.
  fileprivate mutating func monthName() -> Int? {
    var ahead = self
    let month = DateText.month(ahead.letters())
    if month != nil { self = ahead }
    return month
  }

  /// Steps over the name of a day of the week and what follows it.
  fileprivate mutating func skipWeekday() {
    var ahead = self
    guard DateText.isWeekday(ahead.letters()) else { return }
    _ = ahead.skip(UInt8(ascii: ","))
    guard ahead.skipSpaces() else { return }
    self = ahead
  }

  /// ASCII letters up to the next other character, in lower case.
  mutating func letters() -> String {
    var text = ""
    while let byte = peek, (byte | 0x20) &- 0x61 < 26 {
      text.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      advance()
    }
    return text
  }
}

private let monthNames = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november", "december",
]

private let weekdayNames = [
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
]
