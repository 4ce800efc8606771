import MarketData

/// A cell of text as a number.
enum DecimalText: Equatable {
  /// Exactly `mantissa / 10^decimals`, with at most 2^53 in the mantissa and 0 to 22 decimals, so
  /// that the division gives the double nearest to the text (Clinger, PLDI 1990).
  case exact(mantissa: Int64, decimals: Int)
  /// The double nearest to a text with more digits or a larger exponent.
  case rounded(Double)
  /// Nothing, or a word for nothing.
  case missing
  case malformed
  /// A number beyond the largest double.
  case overflow

  /// Reads `[+-]digits[.digits][e[+-]digits]`, spaces around it aside, and numbers as people write
  /// them: with marks of thousands, signs of currencies, `(1.23)` and `1.5M`.
  ///
  /// - Parameters:
  ///   - mark: The character before the decimals.
  ///   - allowsPercent: Whether `4.25%` is a number, 0.0425.
  init(
    _ cell: UnsafeBufferPointer<UInt8>, _ mark: DecimalMark = .point, allowsPercent: Bool = false
  ) {
    let text = trimmed(cell)
    guard !isMissing(text) else {
      self = .missing
      return
    }
    let plain = Self.parse(text, mark)
    self = plain == .malformed ? Self.spelled(text, mark, allowsPercent: allowsPercent) : plain
  }

  /// The number, when there is one.
  var value: Double? {
    switch self {
    case .exact(let mantissa, let decimals): Double(mantissa) / powersOfTen[decimals]
    case .rounded(let value): value
    case .missing, .malformed, .overflow: nil
    }
  }

  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, _ mark: DecimalMark, scale: Int = 0
  ) -> DecimalText {
    var reader = ByteReader(text)
    let isNegative = reader.peek == UInt8(ascii: "-")
    if isNegative || reader.peek == UInt8(ascii: "+") { reader.advance() }
    var digits = Significand()
    digits.read(&reader)
    var decimals = -scale
    if reader.skip(mark.byte) { decimals += digits.read(&reader) }
    guard digits.count > 0 else { return .malformed }
    if let letter = reader.peek, letter | 0x20 == UInt8(ascii: "e") {
      reader.advance()
      guard let exponent = reader.signedNumber() else { return .malformed }
      decimals -= exponent
    }
    guard reader.isAtEnd else { return .malformed }
    return digits.exact(decimals: decimals, isNegative: isNegative)
      ?? rounded(text, mark, scale: scale)
  }

  @inline(never)
  private static func spelled(
    _ text: UnsafeBufferPointer<UInt8>, _ mark: DecimalMark, allowsPercent: Bool
  ) -> DecimalText {
    guard let number = NumberSpelling(text, mark: mark), allowsPercent || !number.isPercent else {
      return .malformed
    }
    let digits = (number.isNegative ? [UInt8(ascii: "-")] : []) + number.digits
    let scale = number.exponent - (number.isPercent ? 2 : 0)
    return digits.withUnsafeBufferPointer { parse($0, .point, scale: scale) }
  }

  /// Asks the standard library, which rounds correctly and knows no locale.
  private static func rounded(
    _ text: UnsafeBufferPointer<UInt8>, _ mark: DecimalMark, scale: Int
  ) -> DecimalText {
    let words = text.map { $0 == mark.byte ? UInt8(ascii: ".") : $0 }
    let scaled = String(decoding: words, as: UTF8.self) + (scale == 0 ? "" : "e\(scale)")
    guard let value = Double(scaled) else { return .malformed }
    return value.isFinite ? .rounded(value) : .overflow
  }
}

/// The digits of a number, as far as they fit.
private struct Significand {
  private(set) var value: UInt64 = 0
  private(set) var count = 0
  private var isTooLong = false

  /// Reads digits and returns how many there were.
  @discardableResult
  mutating func read(_ reader: inout ByteReader) -> Int {
    let before = count
    while let digit = reader.digit() {
      count += 1
      // 19 digits cannot overflow; the limit below is far less.
      if value > 1_000_000_000_000_000_000 { isTooLong = true } else { value = value * 10 + digit }
    }
    return count - before
  }

  func exact(decimals: Int, isNegative: Bool) -> DecimalText? {
    var (value, decimals) = (value, decimals)
    guard !isTooLong else { return nil }
    if value == 0 { return .exact(mantissa: 0, decimals: min(max(decimals, 0), 22)) }
    while decimals < 0, value <= 1 << 53 {
      value *= 10
      decimals += 1
    }
    while decimals > 0, value > 1 << 53 || decimals > 22, value % 10 == 0 {
      value /= 10
      decimals -= 1
    }
    guard value <= 1 << 53, (0...22).contains(decimals) else { return nil }
    return .exact(mantissa: isNegative ? -Int64(value) : Int64(value), decimals: decimals)
  }
}

/// Whether a cell holds nothing, or a word for nothing: `NA`, `N/A`, `NaN`, `null`, `None`, `-`,
/// `--`, `.`, or what a spreadsheet shows where it has no value, such as `#N/A` and `#VALUE!`.
func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard text.count <= 4 || text[0] == UInt8(ascii: "#") else { return false }
  return (text.first == UInt8(ascii: "#") ? errorWords : missingWords)
    .contains(word(text.prefix(4)))
}

private let missingWords: Set<UInt32> = Set(
  [
    "", "na", "n/a", "n.a", "n.a.", "n/d", "nan", "nat", "null", "none", "-", "--", "---", "-.",
    ".", "..", "–", "—",
  ].map { word($0.utf8) })

/// The first four bytes of `#N/A`, `#VALUE!`, `#REF!`, `#DIV/0!`, `#NUM!`, `#NAME?`, `#NULL!` and
/// `#ERROR`.
private let errorWords: Set<UInt32> = Set(
  ["#n/a", "#val", "#ref", "#div", "#num", "#nam", "#nul", "#err"].map { word($0.utf8) })

/// At most four bytes as one number. The bit that is set turns letters to lower case and leaves
/// the other characters of the words as they are.
private func word(_ bytes: some Sequence<UInt8>) -> UInt32 {
  bytes.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
}

/// A text without the spaces, tabs and line ends around it.
func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  var (start, end) = (0, text.count)
  while start < end, isSpace(text[start]) { start += 1 }
  while end > start, isSpace(text[end - 1]) { end -= 1 }
  return UnsafeBufferPointer(rebasing: text[start..<end])
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
