/// A calendar date of the proleptic Gregorian calendar, with no time and no zone: `2024-03-15`.
///
/// A *date* is any day; a *session* is a day on which an exchange trades.
public struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let ordinal: Int

  /// The date a number of days after 1970-01-01.
  public init(ordinal: Int) { self.ordinal = ordinal }

  /// The given day, or `nil` when the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
      return nil
    }
    self.init(ordinal: civilOrdinal(year, month, day))
    guard day <= 28 || civilDate(ordinal).day == day else { return nil }
  }

  /// Year, month (1-12) and day of the month (1-31).
  public var components: (year: Int, month: Int, day: Int) { civilDate(ordinal) }

  /// The day of the week, 1 = Monday to 7 = Sunday (ISO 8601).
  public var weekday: Int { ((ordinal + 3) % 7 + 7) % 7 + 1 }

  /// The date some days later, or earlier when negative.
  public func adding(days: Int) -> CalendarDate { CalendarDate(ordinal: ordinal + days) }

  /// Order in time.
  public static func < (a: Self, b: Self) -> Bool { a.ordinal < b.ordinal }
}

extension CalendarDate: LosslessStringConvertible {
  /// Parses `yyyy-mm-dd` and nothing else: a date that could be read two ways is an error.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]),
      let day = digits(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `yyyy-mm-dd`.
  public var description: String {
    let (year, month, day) = components
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension CalendarDate: Codable {
  /// Reads `yyyy-mm-dd`.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let date = CalendarDate(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not yyyy-mm-dd"))
    }
    self = date
  }

  /// Writes `yyyy-mm-dd`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension CalendarDate: ExpressibleByStringLiteral {
  /// For literals in source code only; parse text with `init?(_:)`.
  public init(stringLiteral text: String) {
    guard let date = CalendarDate(text) else { preconditionFailure("'\(text)' is not yyyy-mm-dd") }
    self = date
  }
}

/// The value of ASCII digits, or `nil` when any byte is something else.
func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
  var value = 0
  for byte in bytes {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return bytes.isEmpty ? nil : value
}

func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

// Proleptic Gregorian arithmetic on eras of 400 years; years start in March.
private func civilOrdinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = (y >= 0 ? y : y - 399) / 400
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civilDate(_ ordinal: Int) -> (year: Int, month: Int, day: Int) {
  let z = ordinal + 719_468
  let era = (z >= 0 ? z : z - 146_096) / 146_097
  let dayOfEra = z - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shifted = (5 * dayOfYear + 2) / 153
  let month = shifted < 10 ? shifted + 3 : shifted - 9
  return (
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
  )
}
