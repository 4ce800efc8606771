/// What a document in XML consists of.
enum MarkupPart: Equatable {
  /// A start tag; an empty element gives both tags.
  case start(name: String, attributes: [String: String])
  case end(name: String)
  /// Characters between tags, entities replaced; CDATA as it is.
  case text(String)
}

/// Reads the XML of feeds one part after the other: elements, attributes, text, CDATA, comments,
/// processing instructions, and the entities that need no declaration.
///
/// A document type is refused: feeds have none, and the entities it declares can grow without
/// bound. Names keep no prefix.
struct MarkupReader {
  private let bytes: [UInt8]
  private var offset = 0
  private(set) var line = 1
  private var open: [String] = []
  private var pendingEnd: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// The next part; `nil` at the end.
  mutating func next() throws(DocumentFailure) -> MarkupPart? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while offset < bytes.count {
      if bytes[offset] != UInt8(ascii: "<") { return .text(try characters()) }
      if let part = try markup() { return part }
    }
    if let name = open.last { throw failure("<\(name)> is not closed") }
    return nil
  }

  /// What a `<` begins; `nil` for what is left aside.
  private mutating func markup() throws(DocumentFailure) -> MarkupPart? {
    if begins("<!--") {
      _ = try take(after: "<!--", through: "-->")
      return nil
    }
    if begins("<![CDATA[") { return .text(try take(after: "<![CDATA[", through: "]]>")) }
    if begins("<?") {
      _ = try take(after: "<?", through: "?>")
      return nil
    }
    if begins("<!") { throw failure("a document type is not read; remove <!...>") }
    return begins("</") ? try endTag() : try startTag()
  }

  private mutating func characters() throws(DocumentFailure) -> String {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { advance() }
    return try plain(bytes[start..<offset])
  }

  private mutating func endTag() throws(DocumentFailure) -> MarkupPart {
    let tag = try take(after: "</", through: ">")
    let name = localName(tag.trimmingSpaces)
    guard open.popLast() == name else {
      throw failure("</\(name)> closes no element that is open")
    }
    return .end(name: name)
  }

  private mutating func startTag() throws(DocumentFailure) -> MarkupPart {
    advance()
    let name = localName(try word(until: " \t\r\n/>"))
    guard !name.isEmpty else { throw failure("a < begins no tag; write &lt;") }
    var attributes: [String: String] = [:]
    while true {
      skipSpace()
      if begins(">") {
        advance()
        open.append(name)
        break
      }
      if begins("/>") {
        advance(2)
        pendingEnd = name
        break
      }
      let (key, value) = try attribute(of: name)
      attributes[localName(key)] = value
    }
    guard open.count <= 200 else { throw failure("the elements are nested too deeply") }
    return .start(name: name, attributes: attributes)
  }

  private mutating func attribute(
    of element: String
  ) throws(DocumentFailure) -> (String, String) {
    let key = try word(until: " \t\r\n=/>")
    skipSpace()
    guard !key.isEmpty, begins("=") else { throw failure("<\(element)> is not closed") }
    advance()
    skipSpace()
    guard offset < bytes.count, "\"'".utf8.contains(bytes[offset]) else {
      throw failure("the attribute \(key) has no quotes around its value")
    }
    let quote = bytes[offset]
    advance()
    let start = offset
    while offset < bytes.count, bytes[offset] != quote { advance() }
    guard offset < bytes.count else { throw failure("the value of \(key) is not closed") }
    defer { advance() }
    return (key, try plain(bytes[start..<offset]))
  }

  private mutating func word(until ends: String) throws(DocumentFailure) -> String {
    let start = offset
    while offset < bytes.count, !ends.utf8.contains(bytes[offset]) { advance() }
    return try text(bytes[start..<offset])
  }

  /// What stands between two marks; steps past the second.
  private mutating func take(
    after first: String, through last: String
  ) throws(DocumentFailure) -> String {
    advance(first.utf8.count)
    let start = offset
    while offset < bytes.count, !begins(last) { advance() }
    guard offset < bytes.count else { throw failure("\(first) is not closed by \(last)") }
    defer { advance(last.utf8.count) }
    return try text(bytes[start..<offset])
  }

  private func begins(_ mark: String) -> Bool { bytes[offset...].starts(with: mark.utf8) }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where offset < bytes.count {
      if bytes[offset] == 0x0A { line += 1 }
      offset += 1
    }
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { advance() }
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws(DocumentFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("a text is not UTF-8")
    }
    return text
  }

  private func plain(_ bytes: ArraySlice<UInt8>) throws(DocumentFailure) -> String {
    withoutEntities(try text(bytes))
  }

  private func failure(_ message: String) -> DocumentFailure {
    DocumentFailure(line: line, message: message)
  }
}

private func localName(_ name: String) -> String {
  String(name.split(separator: ":", omittingEmptySubsequences: false).last ?? "")
}
