import MarketData

/// How a column writes its times, once that is decided.
struct StampForm: Equatable {
  /// The order of the parts of dates such as 03/04/2025.
  var order: ImportOptions.DateOrder?
  /// What the column's numbers count, when it holds numbers and no dates.
  var numbers: NumberStamp?
  /// Whether every date of the file's beginning can be read in one way only, so that one further
  /// down that cannot is no question of the file's order but a row of another kind.
  var isUnambiguous = false

  /// Reads a cell of the column.
  func read(_ cell: UnsafeBufferPointer<UInt8>) throws(StampText.Failure) -> StampText {
    if let numbers { return try numbers.read(cell) }
    return try StampText(cell, order: order)
  }

  func read(_ text: String) throws(StampText.Failure) -> StampText {
    try text.withBytes { (bytes) throws(StampText.Failure) in try read(bytes) }
  }

  /// The stamp of a text, or `nil` when it has none.
  func stamp(_ text: String) -> StampText? { try? read(text) }
}

/// What the numbers of a column of times count.
enum NumberStamp: Equatable {
  case seconds, milliseconds, microseconds, nanoseconds
  /// Days since 1899-12-30, as spreadsheets count them.
  case serial
  /// `yyyymm` or `yyyy-mm`: a month, dated on its first day.
  case month

  /// The kind of a column of numbers, by their magnitude; `nil` unless nearly all cells agree.
  init?(_ cells: [String]) {
    guard !cells.isEmpty else { return nil }
    let kinds = cells.map(Self.kind)
    let tally = Dictionary(grouping: kinds.compactMap { $0 }, by: { $0 }).mapValues(\.count)
    guard let most = tally.values.max(), most * 10 >= cells.count * 9,
      let kind = kinds.lazy.compactMap({ $0 }).first(where: { tally[$0] == most })
    else { return nil }
    self = kind
  }

  /// The kind of a number: epochs of 1973 to 2286, serials of 1970 to 2064.
  private static func kind(_ text: String) -> NumberStamp? {
    let text = text.trimmingSpaces
    if NumberStamp.month.stamp(text) != nil { return .month }
    guard let number = text.withBytes({ FixedNumber($0) })?.whole else { return nil }
    switch text.utf8.prefix(while: { $0 != UInt8(ascii: ".") }).count(where: {
      $0 != UInt8(ascii: "-")
    }) {
    case 5: return (25_569...60_000).contains(number) ? .serial : nil
    case 9, 10: return .seconds
    case 12, 13: return .milliseconds
    case 15, 16: return .microseconds
    case 18, 19: return .nanoseconds
    default: return nil
    }
  }

  /// What the numbers are, for people.
  var name: String {
    switch self {
    case .seconds: "seconds since 1970 in UTC"
    case .milliseconds: "milliseconds since 1970 in UTC"
    case .microseconds: "microseconds since 1970 in UTC"
    case .nanoseconds: "nanoseconds since 1970 in UTC"
    case .serial: "days since 1899-12-30, as spreadsheets count them"
    case .month: "months, dated on their first day"
    }
  }

  func read(_ cell: UnsafeBufferPointer<UInt8>) throws(StampText.Failure) -> StampText {
    let text = trimmed(cell)
    guard self != .month else { return try month(text) }
    guard let number = FixedNumber(text) else { throw .malformed }
    switch self {
    case .seconds: return instant(number.whole &* 1000 &+ number.thousandths)
    case .milliseconds: return instant(number.whole)
    case .microseconds: return instant(number.whole.floorDivided(by: 1000))
    case .nanoseconds: return instant(number.whole.floorDivided(by: 1_000_000))
    case .serial: return try serial(number)
    case .month: throw .malformed
    }
  }

  private func stamp(_ text: String) -> StampText? {
    text.withBytes { try? read($0) }
  }

  private func instant(_ milliseconds: Int64) -> StampText {
    let day = milliseconds.floorDivided(by: Int64(ClockText.day))
    return StampText(
      date: CalendarDate(ordinal: Int(day)),
      millisecond: Int(milliseconds - day * Int64(ClockText.day)), offset: 0)
  }

  private func serial(_ number: FixedNumber) throws(StampText.Failure) -> StampText {
    guard (25_569...60_000).contains(number.whole) else { throw .noSuchDate }
    // A day is 86,400 seconds; spreadsheets keep times to about a millisecond, so the nearest
    // second is the one that was meant.
    let second = Int((number.fraction * 86_400).rounded())
    let date = CalendarDate(ordinal: Int(number.whole) - 25_569 + second / 86_400)
    return StampText(
      date: date, millisecond: number.hasFraction ? second % 86_400 * 1000 : nil)
  }

  private func month(_ text: UnsafeBufferPointer<UInt8>) throws(StampText.Failure) -> StampText {
    var reader = ByteReader(text)
    guard text.count == 6 || text.count == 7, let year = reader.number(4...4) else {
      throw .malformed
    }
    guard text.count == 6 || reader.skip(UInt8(ascii: "-")), let month = reader.number(2...2),
      reader.isAtEnd
    else { throw .malformed }
    return StampText(date: try DateText.checked(year, month, 1))
  }
}

/// A number of digits with a fraction or none, kept apart so that no digit is lost.
private struct FixedNumber {
  private(set) var whole: Int64 = 0
  private(set) var fraction = 0.0
  private(set) var hasFraction = false

  init?(_ text: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(text)
    let isNegative = reader.skip(UInt8(ascii: "-"))
    guard (1...19).contains(reader.digitCount) else { return nil }
    var value: UInt64 = 0
    while let digit = reader.digit() { value = value * 10 + digit }
    guard value <= UInt64(Int64.max) else { return nil }
    whole = isNegative ? -Int64(value) : Int64(value)
    if reader.skip(UInt8(ascii: ".")) { readFraction(&reader) }
    // The fraction of a negative number would count backwards; none is known to have one.
    guard reader.isAtEnd, !isNegative || fraction == 0 else { return nil }
  }

  var thousandths: Int64 { Int64((fraction * 1000).rounded()) }

  private mutating func readFraction(_ reader: inout ByteReader) {
    var scale = 0.1
    while let digit = reader.digit() {
      fraction += Double(digit) * scale
      scale /= 10
      hasFraction = true
    }
  }
}

extension Int64 {
  /// The quotient rounded towards negative infinity, of a positive divisor.
  func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
