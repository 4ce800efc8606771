/// How text for readers is laid out.
public struct TextStyle: Hashable, Sendable {
  /// The columns of a line. Numbers and names are never cut to fit; long texts are.
  public var width: Int
  /// Whether terminal colours may be used (ANSI escape sequences).
  public var color: Bool
  /// Whether characters outside ASCII may be used for rules, marks and sparklines.
  public var unicode: Bool

  /// A style; the defaults are those of a plain terminal.
  public init(width: Int = 80, color: Bool = false, unicode: Bool = true) {
    self.width = max(width, 20)
    self.color = color
    self.unicode = unicode
  }

  /// 80 columns without colour.
  public static let plain = TextStyle()
}

extension TextStyle {
  var horizontal: String { unicode ? "─" : "-" }
  var ellipsis: String { unicode ? "…" : "..." }
  var dot: String { unicode ? "·" : "-" }
  var times: String { unicode ? "×" : "x" }

  func bold(_ text: String) -> String { escaped(text, "1") }
  func dim(_ text: String) -> String { escaped(text, "2") }
  func red(_ text: String) -> String { escaped(text, "31") }
  func yellow(_ text: String) -> String { escaped(text, "33") }

  private func escaped(_ text: String, _ code: String) -> String {
    color && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
