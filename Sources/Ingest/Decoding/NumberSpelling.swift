/// Rewrites a number as people write it into digits, a point and an exponent.
///
/// Known are thousands in groups, signs of currencies, a minus as parentheses or as the character
/// U+2212, percents, and the letters K, M, B and T. This is the slow way: a plain number never
/// comes here.
struct NumberSpelling {
  private let mark: UInt8
  private let thousands: UInt8
  private(set) var isNegative = false
  private(set) var isPercent = false
  /// The power of ten that a letter stands for.
  private(set) var exponent = 0
  /// Digits with at most one point, and perhaps an exponent.
  private(set) var digits: [UInt8] = []

  /// Reads a trimmed text; `nil` when it is no number.
  init?(_ text: UnsafeBufferPointer<UInt8>, mark: DecimalMark) {
    guard text.count <= 64, text.contains(where: isDigit) else { return nil }
    self.mark = mark.byte
    thousands = mark.other.byte
    var text = simplified(text)[...]
    if text.first == UInt8(ascii: "("), text.last == UInt8(ascii: ")") {
      isNegative = true
      text = text.dropFirst().dropLast()
    }
    stripEnds(&text)
    guard readGroups(text) else { return nil }
  }

  /// Takes signs and units away from both ends.
  private mutating func stripEnds(_ text: inout ArraySlice<UInt8>) {
    var (hasSign, hasCurrency) = (isNegative, false)
    var before: ArraySlice<UInt8>
    repeat {
      before = text
      text = text.drop { $0 == 0x20 }
      while text.last == 0x20 { text.removeLast() }
      if !hasSign, let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
      {
        (hasSign, isNegative) = (true, first == UInt8(ascii: "-"))
        text.removeFirst()
      }
      if !isPercent, text.last == UInt8(ascii: "%") {
        isPercent = true
        text.removeLast()
      }
      if !hasCurrency, let rest = withoutCurrency(text) { (hasCurrency, text) = (true, rest) }
      if exponent == 0, let letter = text.last, let tens = power(letter),
        text.dropLast().last.map(endsNumber) ?? false
      {
        exponent = tens
        text.removeLast()
      }
    } while text != before
  }

  /// Whether a letter for a power of ten may follow.
  private func endsNumber(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x20 || byte == mark }

  private func power(_ letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "m"): 6
    case UInt8(ascii: "b"): 9
    case UInt8(ascii: "t"): 12
    default: nil
    }
  }

  /// Copies digits, a decimal mark and an exponent, and leaves the marks of thousands out.
  private mutating func readGroups(_ text: ArraySlice<UInt8>) -> Bool {
    let end = text.firstIndex { $0 == mark || $0 | 0x20 == UInt8(ascii: "e") } ?? text.endIndex
    guard let whole = joined(text[..<end]) else { return false }
    digits = whole
    for byte in text[end...] { digits.append(byte == mark ? UInt8(ascii: ".") : byte) }
    return true
  }

  /// The digits of groups that are separated by one and the same mark.
  private func joined(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let separator = text.first(where: { !isDigit($0) }) else { return Array(text) }
    guard separator == thousands || separator == 0x20 || separator == UInt8(ascii: "'") else {
      return nil
    }
    let groups = text.split(separator: separator, omittingEmptySubsequences: false)
    // India groups two digits, but the last three.
    let isIndian =
      separator == UInt8(ascii: ",") && groups.dropFirst().dropLast().contains { $0.count == 2 }
    let inner = isIndian ? 2 : 3
    guard groups.last?.count == 3, groups.dropFirst().dropLast().allSatisfy({ $0.count == inner }),
      (1...inner).contains(groups[0].count), text.first != UInt8(ascii: "0"),
      groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return groups.flatMap { $0 }
  }
}

/// A text in which the characters that stand for a space, a minus or an apostrophe are these.
private func simplified(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  String(decoding: text, as: UTF8.self).unicodeScalars.flatMap { scalar -> [UInt8] in
    switch scalar {
    case "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}": [0x20]
    case "\u{2212}", "\u{2013}": [UInt8(ascii: "-")]
    case "\u{2019}": [UInt8(ascii: "'")]
    default: Array(String(scalar).utf8)
    }
  }
}

/// A number without the sign or the code of its currency before or behind it.
private func withoutCurrency(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  for sign in currencySigns {
    if text.starts(with: sign) { return text.dropFirst(sign.count) }
    if text.suffix(sign.count).elementsEqual(sign) { return text.dropLast(sign.count) }
  }
  return nil
}

/// The longer ones first.
private let currencySigns: [[UInt8]] = [
  "US$", "HK$", "NT$", "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "HKD", "SGD", "CNY",
  "INR", "KRW", "BRL", "MXN", "ZAR", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "R$", "A$",
  "C$", "S$", "$", "€", "£", "¥", "₹", "₩", "₽", "₺",
].map { Array($0.utf8) }

private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }
