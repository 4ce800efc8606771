/// Elements and text that are well-formed both as XML and as HTML.
///
/// Everything that is not written by this program goes through ``escaped(_:)``: texts and
/// attributes here are never markup themselves.
struct Markup {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var source = ""

  /// A text that no reader takes for markup, whether it stands in an element or an attribute.
  ///
  /// Control characters, and those that XML does not have, are replaced.
  static func escaped(_ text: String) -> String {
    let text = printable(text)
    guard text.utf8.contains(where: isSpecial) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    let escaped = String(decoding: bytes, as: UTF8.self)
    return escaped.replacing("\u{FFFE}", with: "\u{FFFD}").replacing("\u{FFFF}", with: "\u{FFFD}")
  }

  /// The five signs of markup, and the first byte of the two noncharacters that XML refuses.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0xEF:
      true
    default: false
    }
  }

  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    source += ">"
  }

  mutating func close(_ name: String) { source += "</\(name)>" }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    source += "/>"
  }

  /// An element that holds text.
  mutating func element(_ name: String, _ attributes: Attributes, _ text: String) {
    element(name, attributes) { $0.text(text) }
  }

  mutating func element(_ name: String, _ text: String) { element(name, [:], text) }

  /// An element that holds what `body` writes.
  mutating func element(
    _ name: String, _ attributes: Attributes, _ body: (inout Markup) -> Void
  ) {
    open(name, attributes)
    body(&self)
    close(name)
  }

  mutating func element(_ name: String, _ body: (inout Markup) -> Void) {
    element(name, [:], body)
  }

  mutating func text(_ text: String) { source += Self.escaped(text) }

  /// Markup that is already written.
  mutating func append(_ markup: Markup) { source += markup.source }

  /// Text of the program's own in another language, such as a style sheet, without `&` and `<`.
  mutating func verbatim(_ text: String) { source += text }

  mutating func endLine() { source += "\n" }

  private mutating func start(_ name: String, _ attributes: Attributes) {
    source += "<\(name)"
    for (name, value) in attributes { source += " \(name)=\"\(Self.escaped(value))\"" }
  }
}
