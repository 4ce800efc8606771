/// A value of JSON text (RFC 8259), with the line on which it begins.
struct JSONValue {
  indirect enum Content {
    case object([(key: String, value: JSONValue)])
    case array([JSONValue])
    case string(String)
    /// As it is written, so that no digit of an id is lost.
    case number(String)
    case boolean(Bool)
    case null
  }

  let content: Content
  let line: Int

  /// Reads a text that holds one value.
  init(_ text: [UInt8]) throws(DocumentFailure) {
    var reader = JSONReader(text)
    self = try reader.document()
  }

  init(_ content: Content, line: Int) {
    self.content = content
    self.line = line
  }

  /// The member of an object with that name; of several the last.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = content else { return nil }
    return members.last { $0.key == key }?.value
  }

  var elements: [JSONValue]? { if case .array(let values) = content { values } else { nil } }

  /// A string, or a number as it is written.
  var text: String? {
    switch content {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }
}

/// Walks over JSON text.
private struct JSONReader {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var depth = 0

  private static let greatestDepth = 100

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  mutating func document() throws(DocumentFailure) -> JSONValue {
    let value = try value()
    skipSpace()
    if offset < bytes.count { throw failure("there is text after the end of the JSON value") }
    return value
  }

  private mutating func value() throws(DocumentFailure) -> JSONValue {
    skipSpace()
    let start = line
    return JSONValue(try content(), line: start)
  }

  private mutating func content() throws(DocumentFailure) -> JSONValue.Content {
    guard let byte = peek else { throw failure("the JSON text ends too early") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try nested(Self.object))
    case UInt8(ascii: "["): return .array(try nested(Self.array))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(number())
    default: return try word()
    }
  }

  private mutating func nested<Result>(
    _ read: (inout Self) throws(DocumentFailure) -> Result
  ) throws(DocumentFailure) -> Result {
    depth += 1
    guard depth <= Self.greatestDepth else { throw failure("the JSON is nested too deeply") }
    offset += 1
    let result = try read(&self)
    depth -= 1
    return result
  }

  private static func object(
    _ reader: inout Self
  ) throws(DocumentFailure) -> [(key: String, value: JSONValue)] {
    var members: [(key: String, value: JSONValue)] = []
    while try reader.goesOn(until: UInt8(ascii: "}"), isFirst: members.isEmpty) {
      guard reader.peek == UInt8(ascii: "\"") else {
        throw reader.failure("a name in quotes is missing")
      }
      let key = try reader.string()
      reader.skipSpace()
      guard reader.skip(UInt8(ascii: ":")) else {
        throw reader.failure("a colon is missing after \"\(key)\"")
      }
      members.append((key, try reader.value()))
    }
    return members
  }

  private static func array(_ reader: inout Self) throws(DocumentFailure) -> [JSONValue] {
    var elements: [JSONValue] = []
    while try reader.goesOn(until: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
      elements.append(try reader.value())
    }
    return elements
  }

  /// Steps to the next member; false past the closing bracket.
  private mutating func goesOn(until close: UInt8, isFirst: Bool) throws(DocumentFailure) -> Bool {
    skipSpace()
    if skip(close) { return false }
    guard !isFirst else { return true }
    guard skip(UInt8(ascii: ",")) else {
      throw failure("a comma or a closing bracket is missing")
    }
    skipSpace()
    return true
  }

  private mutating func number() -> String {
    let start = offset
    while let byte = peek, byte &- 0x30 <= 9 || "+-.eE".utf8.contains(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func word() throws(DocumentFailure) -> JSONValue.Content {
    let words: [(String, JSONValue.Content)] = [
      ("true", .boolean(true)), ("false", .boolean(false)), ("null", .null),
    ]
    for (word, content) in words where bytes[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return content
    }
    throw failure("a JSON value is missing")
  }

  private mutating func string() throws(DocumentFailure) -> String {
    offset += 1
    var text: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("a text is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += try escape().utf8
      case 0..<0x20: throw failure("a text is not closed on its line")
      default: text.append(byte)
      }
    }
    throw failure("a text is not closed")
  }

  private mutating func escape() throws(DocumentFailure) -> String {
    guard let byte = peek else { throw failure("a text is not closed") }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(UnicodeScalar(byte))
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "u"): return try character()
    default: throw failure("a backslash is followed by no known letter")
    }
  }

  /// `\uXXXX`, or the two of a surrogate pair; half a pair, which is no character, becomes
  /// U+FFFD, as in other readers of JSON: a title may be cut there, and the document is still read.
  private mutating func character() throws(DocumentFailure) -> String {
    var units = [try unit()]
    if UTF16.isLeadSurrogate(units[0]), bytes[offset...].starts(with: Array("\\u".utf8)) {
      offset += 2
      units.append(try unit())
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func unit() throws(DocumentFailure) -> UInt16 {
    let digits = bytes[offset...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("\\u is not followed by four hexadecimal digits") }
    offset += 4
    return unit
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
      if byte == 0x0A { line += 1 }
      offset += 1
    }
  }

  private func failure(_ message: String) -> DocumentFailure {
    DocumentFailure(line: line, message: message)
  }
}
