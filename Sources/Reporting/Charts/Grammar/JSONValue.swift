/// A JSON document (RFC 8259) in memory, its keys in the given order.
enum JSONValue {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONValue])
  case object([(String, JSONValue)])
  /// JSON that is already written.
  case written(String)

  /// The document, indented by two spaces a level.
  func source(indent: String = "") -> String {
    switch self {
    case .text(let text): return Self.quoted(text)
    case .number(let value): return exactText(value)
    case .flag(let value): return String(value)
    case .written(let source): return source
    case .list(let values):
      return Self.block(values.map { $0.source(indent: indent + "  ") }, "[", "]", indent)
    case .object(let members):
      let lines = members.map { "\(Self.quoted($0)): \($1.source(indent: indent + "  "))" }
      return Self.block(lines, "{", "}", indent)
    }
  }

  /// One line when it is short, else a line for every part.
  private static func block(
    _ parts: [String], _ open: String, _ close: String, _ indent: String
  ) -> String {
    let line = open + parts.joined(separator: ", ") + close
    if line.count <= 80, !line.contains("\n") { return line }
    return "\(open)\n" + parts.map { "\(indent)  \($0)" }.joined(separator: ",\n")
      + "\n\(indent)\(close)"
  }

  private static func quoted(_ text: String) -> String {
    String(decoding: jsonString(text), as: UTF8.self)
  }
}
