/// Walks over the bytes of a short text.
struct ByteReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }
  var remaining: Int { bytes.count - offset }
  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func advance() { offset += 1 }

  /// Steps over the byte if it comes next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  /// The value of the next byte, if it is a digit.
  mutating func digit() -> UInt64? {
    guard let byte = peek, byte &- 0x30 <= 9 else { return nil }
    offset += 1
    return UInt64(byte &- 0x30)
  }

  /// The value of as many digits as the range allows, or `nil` when there are fewer.
  mutating func number(_ length: ClosedRange<Int>) -> Int? {
    var (value, count) = (0, 0)
    while count < length.upperBound, let digit = digit() {
      value = value * 10 + Int(digit)
      count += 1
    }
    return count >= length.lowerBound ? value : nil
  }

  /// A number with an optional sign; beyond 9,999 it is that large or larger.
  mutating func signedNumber() -> Int? {
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative || peek == UInt8(ascii: "+") { offset += 1 }
    guard var value = digit() else { return nil }
    while let digit = digit() { value = min(value * 10 + digit, 1_000_000) }
    return isNegative ? -Int(value) : Int(value)
  }

  /// The number of digits from here on.
  var digitCount: Int {
    var count = 0
    while offset + count < bytes.count, bytes[offset + count] &- 0x30 <= 9 { count += 1 }
    return count
  }
}
