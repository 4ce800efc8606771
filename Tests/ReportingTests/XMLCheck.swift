import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a text as XML.
final class XMLCheck: NSObject, XMLParserDelegate {
  /// Why the text is not well-formed.
  private(set) var problem: String?
  /// How often each element is there.
  private(set) var elements: [String: Int] = [:]
  /// The values of attributes that load something.
  private(set) var sources: [String] = []
  /// The values of `id`, and what refers to them.
  private(set) var ids: [String] = []
  private(set) var references: [String] = []

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() {
      problem = "line \(parser.lineNumber): \(parser.parserError?.localizedDescription ?? "?")"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[name, default: 0] += 1
    sources += ["src", "srcset", "data", "poster", "xlink:href"].compactMap { attributes[$0] }
    if name != "a", let link = attributes["href"] { sources.append(link) }
    if name == "a", let link = attributes["href"], link.hasPrefix("#") {
      references.append(String(link.dropFirst()))
    }
    references += ["aria-labelledby", "aria-describedby", "for"].compactMap { attributes[$0] }
    if let id = attributes["id"] { ids.append(id) }
  }
}
