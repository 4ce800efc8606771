/// Lines of a report as they are laid out.
struct Page {
  static let indent = 2
  private static let margin = String(repeating: " ", count: indent)

  let style: TextStyle
  private(set) var lines: [String] = []

  init(style: TextStyle) {
    self.style = style
  }

  /// The columns that rules take: a line, but no more than reads well.
  var ruleWidth: Int { min(style.width, 100) }

  mutating func blank() {
    if lines.last?.isEmpty == false { lines.append("") }
  }

  mutating func line(_ text: String) {
    let end = text.lastIndex { $0 != " " }.map(text.index(after:)) ?? text.startIndex
    lines.append(end == text.startIndex ? "" : Self.margin + text[..<end])
  }

  mutating func title(_ text: String) {
    lines.append(contentsOf: wrap(text, width: style.width).map(style.bold))
    lines.append(style.dim(String(repeating: style.unicode ? "═" : "=", count: ruleWidth)))
  }

  /// A section's heading inside a rule.
  mutating func heading(_ text: String) {
    blank()
    let start = String(repeating: style.horizontal, count: 2)
    let shown = truncated(text, to: ruleWidth - 8, mark: style.ellipsis)
    let end = String(
      repeating: style.horizontal, count: max(2, ruleWidth - displayWidth(shown) - 4))
    lines.append("\(style.dim(start)) \(style.bold(shown)) \(style.dim(end))")
  }

  /// Wrapped text; lines after the first are moved in to stand under the text after `mark`.
  mutating func paragraph(
    _ text: String, mark: String = "", paint: (String) -> String = { $0 }
  ) {
    let hang = displayWidth(mark)
    let parts = wrap(text, width: min(style.width, 100) - Self.indent - hang)
    for (position, part) in parts.enumerated() {
      line((position == 0 ? paint(mark) : String(repeating: " ", count: hang)) + part)
    }
  }

  mutating func grid(_ columns: [GridColumn], rows: Int) {
    lines += Grid(columns: columns, rowCount: rows, indent: Self.indent).lines(style)
  }

  /// What is not shown and the command that shows it.
  mutating func more(_ count: Int, _ study: String, _ table: String) {
    line(
      style.dim(
        "\(style.ellipsis) and \(countText(count)) more (reaction export \(study)"
          + " --table \(table))"))
  }
}
