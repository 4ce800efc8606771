/// How the characters of a file are written as bytes.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"

  /// The encoding as messages show it.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .windows1252: "Windows-1252"
    }
  }
}

/// The encoding of a file, found from its beginning, and why it is that one.
struct EncodingChoice {
  /// A byte that is not UTF-8, because of which a file is read as Windows-1252.
  struct BadByte: Hashable, Sendable {
    var line: Int
    var byte: UInt8
  }

  var encoding: TextEncoding
  var evidence: String
  /// Whether the beginning is pure ASCII, so that the first other byte decides.
  var isOpen = false
  /// Set when the file is read as Windows-1252 for want of anything better.
  var badByte: BadByte?
  /// The byte-order mark's length in the decoded text.
  var markCount = 0
}

extension EncodingChoice {
  /// Finds the encoding of bytes.
  ///
  /// - Throws: `ImportError.notText` for text in a script that none of the encodings has.
  init(
    of head: [UInt8], isWhole: Bool, name: String, asked: TextEncoding?
  ) throws(ImportError) {
    if let asked {
      self.init(encoding: asked, evidence: "asked for with --encoding")
    } else if let wide = Self.wide(head) {
      self = wide
    } else {
      self = try Self.narrow(head, isWhole: isWhole, name: name)
    }
    if let mark = Self.marks.first(where: { $0.encoding == encoding }),
      head.starts(with: mark.bytes)
    {
      markCount = 3
    }
  }

  private static let marks: [(encoding: TextEncoding, bytes: [UInt8], shown: String)] = [
    (.utf8, [0xEF, 0xBB, 0xBF], "EF BB BF"), (.utf16LittleEndian, [0xFF, 0xFE], "FF FE"),
    (.utf16BigEndian, [0xFE, 0xFF], "FE FF"),
  ]

  /// UTF-16, by its mark or by a zero in every other byte, as Western text has it.
  private static func wide(_ head: [UInt8]) -> EncodingChoice? {
    for mark in marks.dropFirst() where head.starts(with: mark.bytes) {
      return EncodingChoice(
        encoding: mark.encoding, evidence: "the file begins with the byte-order mark \(mark.shown)")
    }
    let pairs = head.count / 2
    guard pairs > 0 else { return nil }
    let first = (0..<pairs).count { head[2 * $0] == 0 }
    let second = (0..<pairs).count { head[2 * $0 + 1] == 0 }
    for (encoding, zeros, others) in [
      (TextEncoding.utf16LittleEndian, second, first), (.utf16BigEndian, first, second),
    ] where zeros * 10 >= pairs * 8 && others * 20 <= pairs {
      return EncodingChoice(
        encoding: encoding,
        evidence: "\(zeros) of the first \(pairs) pairs of bytes have a zero in the "
          + "\(encoding == .utf16LittleEndian ? "second" : "first") place")
    }
    return nil
  }

  private static func narrow(
    _ head: [UInt8], isWhole: Bool, name: String
  ) throws(ImportError) -> EncodingChoice {
    let scan = UTF8Scan(head, isWhole: isWhole)
    if head.starts(with: marks[0].bytes) {
      return EncodingChoice(
        encoding: .utf8, evidence: "the file begins with the byte-order mark \(marks[0].shown)")
    }
    guard let bad = scan.firstInvalid, scan.invalid > scan.multibyte else {
      return EncodingChoice(
        encoding: .utf8,
        evidence: scan.multibyte == 0
          ? "the first \(head.count) bytes are ASCII"
          : "the first \(head.count) bytes have \(scan.multibyte) characters beyond ASCII, in "
            + "UTF-8",
        isOpen: scan.multibyte == 0 && scan.invalid == 0)
    }
    let line = head[..<bad].withUnsafeBufferPointer { 1 + lineEnds(in: $0) }
    guard looksWestern(head) else {
      throw .notText(
        name,
        kind: "text that is neither UTF-8 nor Windows-1252 (line \(line), byte "
          + "\(hexadecimal(head[bad])))",
        remedy: "convert it to UTF-8, for example with iconv -f SHIFT_JIS -t UTF-8, or read it as "
          + "it is with --encoding windows-1252")
    }
    return EncodingChoice(
      encoding: .windows1252,
      evidence: "line \(line) has the byte \(hexadecimal(head[bad])), which is not UTF-8",
      badByte: BadByte(line: line, byte: head[bad]))
  }
}

/// A byte as `0xF6`.
func hexadecimal(_ byte: UInt8) -> String {
  "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

/// Whether bytes beyond ASCII can be Windows-1252: none is undefined there, they rarely follow
/// each other as those of other scripts do, and they are not lead bytes of Shift-JIS.
func looksWestern(_ bytes: some Collection<UInt8>) -> Bool {
  var (runs, longRuns, run, kana) = (0, 0, 0, 0)
  for byte in bytes {
    if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) { return false }
    guard byte >= 0x80 else {
      if run >= 4 { longRuns += 1 }
      run = 0
      continue
    }
    if run == 0 { runs += 1 }
    run += 1
    if byte == 0x82 || byte == 0x83 { kana += 1 }
  }
  return longRuns * 5 <= runs && kana * 2 <= runs
}

/// The characters beyond ASCII in bytes that may be UTF-8 (RFC 3629).
struct UTF8Scan {
  /// Well-formed characters of more than one byte.
  private(set) var multibyte = 0
  /// Bytes that belong to no well-formed character.
  private(set) var invalid = 0
  private(set) var firstInvalid: Int?

  /// Scans bytes; a character that their end may have cut counts as neither.
  init(_ bytes: some RandomAccessCollection<UInt8>, isWhole: Bool) {
    let bytes = Array(bytes)
    var index = 0
    while index < bytes.count {
      guard bytes[index] >= 0x80 else {
        index += 1
        continue
      }
      let length = Self.length(bytes[index...])
      if let length, index + length <= bytes.count {
        multibyte += 1
        index += length
      } else if length != nil, !isWhole {
        break
      } else {
        firstInvalid = firstInvalid ?? index
        invalid += 1
        index += 1
      }
    }
  }

  /// The length of the character that begins here, as far as its bytes are there and right.
  private static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let (length, second) = sequence(bytes[bytes.startIndex]) else { return nil }
    for (place, byte) in bytes.dropFirst().prefix(length - 1).enumerated() {
      guard (place == 0 ? second : 0x80...0xBF).contains(byte) else { return nil }
    }
    return length
  }

  /// What a first byte announces: the number of bytes, and the range of the second one.
  private static func sequence(_ lead: UInt8) -> (Int, ClosedRange<UInt8>)? {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
