/// Turns the bytes of a file into UTF-8, one chunk after the other, in constant memory.
///
/// A chunk that is UTF-8 already is handed on as it is. While everything was ASCII so far, each
/// chunk is searched for the first other byte, which then decides between UTF-8 and Windows-1252.
final class TextDecoder {
  private(set) var encoding: TextEncoding
  /// Set when the file is read as Windows-1252 for want of anything better.
  private(set) var badByte: EncodingChoice.BadByte?
  private var isOpen: Bool
  private var output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)
  private var outputCount = 0
  /// The first byte of a pair, and the first unit of a surrogate pair, that a chunk ended with.
  private var halfUnit: UInt8?
  private var highSurrogate: UInt16?

  init(_ choice: EncodingChoice) {
    encoding = choice.encoding
    badByte = choice.badByte
    isOpen = choice.isOpen
  }

  deinit { output.deallocate() }

  /// The text of a chunk, valid until the next call.
  ///
  /// - Parameter line: gives the physical line on which the chunk begins.
  func decode(
    _ bytes: UnsafeRawBufferPointer, line: () -> Int
  ) -> UnsafeRawBufferPointer {
    if isOpen { settle(bytes, line: line) }
    switch encoding {
    case .utf8: return bytes
    case .windows1252: return converted(bytes.count) { appendWindows1252(bytes) }
    case .utf16LittleEndian, .utf16BigEndian: return converted(bytes.count) { appendUTF16(bytes) }
    }
  }

  /// What the end of the file leaves over: half of a character, as U+FFFD.
  func finish() -> UnsafeRawBufferPointer {
    converted(0) {
      if halfUnit != nil || highSurrogate != nil { append("\u{FFFD}") }
      (halfUnit, highSurrogate) = (nil, nil)
    }
  }

  /// What the reader of the values should know, once everything was decoded.
  var warnings: [Warning] {
    guard let bad = badByte else { return [] }
    return [
      Warning(
        .mojibakeFallback,
        "line \(bad.line): the byte \(hexadecimal(bad.byte)) is not UTF-8; the file is read as "
          + "Windows-1252, where it is '\(windows1252(bad.byte))'; say otherwise with --encoding")
    ]
  }

  /// Decides at the first byte that is not ASCII.
  private func settle(_ bytes: UnsafeRawBufferPointer, line: () -> Int) {
    guard let first = firstBeyondASCII(bytes) else { return }
    isOpen = false
    let rest = bytes[first...]
    let scan = UTF8Scan(rest, isWhole: false)
    guard let bad = scan.firstInvalid, scan.invalid > scan.multibyte, looksWestern(rest) else {
      return
    }
    encoding = .windows1252
    let before = UnsafeRawBufferPointer(rebasing: bytes[..<(first + bad)])
    badByte = EncodingChoice.BadByte(
      line: line() + lineEnds(in: before.bindMemory(to: UInt8.self)), byte: bytes[first + bad])
  }

  /// What is appended while some bytes are converted, none of which gives more than three.
  private func converted(_ count: Int, _ fill: () -> Void) -> UnsafeRawBufferPointer {
    // Half of a character may be carried over, and be replaced.
    let most = 3 * count + 8
    if output.count < most {
      output.deallocate()
      output = .allocate(byteCount: most, alignment: 1)
    }
    outputCount = 0
    fill()
    return UnsafeRawBufferPointer(rebasing: output[..<outputCount])
  }

  @inline(__always)
  private func append(_ byte: UInt8) {
    output[outputCount] = byte
    outputCount &+= 1
  }

  private func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }
}

// MARK: - Encodings

extension TextDecoder {
  private func appendWindows1252(_ bytes: UnsafeRawBufferPointer) {
    for byte in bytes {
      if byte < 0x80 { append(byte) } else { append(windows1252(byte)) }
    }
  }

  private func appendUTF16(_ bytes: UnsafeRawBufferPointer) {
    let isLittleEndian = encoding == .utf16LittleEndian
    for byte in bytes {
      guard let first = halfUnit else {
        halfUnit = byte
        continue
      }
      halfUnit = nil
      let (low, high) = isLittleEndian ? (first, byte) : (byte, first)
      append(unit: UInt16(high) << 8 | UInt16(low))
    }
  }

  private func append(unit: UInt16) {
    if let high = highSurrogate {
      highSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        return append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      append("\u{FFFD}")
    }
    if unit < 0x80 {
      append(UInt8(unit))
    } else if UTF16.isLeadSurrogate(unit) {
      highSurrogate = unit
    } else {
      append(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }
  }
}

/// The character of a byte from 0x80 on.
func windows1252(_ byte: UInt8) -> Unicode.Scalar {
  byte < 0xA0 ? beforeLatin1[Int(byte & 0x1F)] : Unicode.Scalar(byte)
}

/// The characters of 0x80 to 0x9F, where Windows-1252 is not ISO-8859-1 (WHATWG Encoding Standard).
private let beforeLatin1: [Unicode.Scalar] = [
  "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
  "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
]

/// The place of the first byte beyond ASCII, searched 32 bytes at a time.
private func firstBeyondASCII(_ bytes: UnsafeRawBufferPointer) -> Int? {
  func word(_ index: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }
  var index = 0
  while index &+ 32 <= bytes.count {
    let (first, second) = (word(index), word(index &+ 8))
    let (third, fourth) = (word(index &+ 16), word(index &+ 24))
    if (first | second | third | fourth) & 0x8080_8080_8080_8080 != 0 { break }
    index &+= 32
  }
  while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
  return index < bytes.count ? index : nil
}
