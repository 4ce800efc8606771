/// The newsfeed of Benzinga: a JSON array of articles with `created` in the form of RFC 2822 and
/// the stocks they name; one event per stock.
struct BenzingaNews: EventDocumentProfile {
  let id = "benzinga"
  let title = "Benzinga news: a JSON array of articles"

  func match(_ head: String) -> ProfileMatch? {
    guard head.hasPrefix("["), head.contains("\"created\""), head.contains("\"title\"") else {
      return nil
    }
    return ProfileMatch(score: 90, evidence: "a JSON array of objects with 'created' and 'title'")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    let articles: [JSONValue]
    do throws(DocumentFailure) {
      guard let elements = try JSONValue(text).elements else {
        throw DocumentFailure(line: 1, message: "is not an array of articles")
      }
      articles = elements
    } catch {
      throw error.inFile(name)
    }
    var document = EventDocument([
      .init("id", .id), .init("created", .date), .init("stocks", .symbol), .init("title", .title),
      .init("channels", .group), .init("author"), .init("updated"), .init("url"), .init("tags"),
    ])
    for article in articles {
      document.add(
        [
          article["id"]?.text, article["created"]?.text, names(article["stocks"]),
          article["title"]?.text.map(withoutMarkup), firstName(article["channels"]),
          article["author"]?.text, article["updated"]?.text, article["url"]?.text,
          names(article["tags"]),
        ], line: article.line)
    }
    return document
  }

  private func firstName(_ list: JSONValue?) -> String? { list?.elements?.first.flatMap(entry) }

  /// The names in a list, separated by `;`.
  private func names(_ list: JSONValue?) -> String? {
    list?.elements?.compactMap(entry).joined(separator: ";")
  }

  /// A text, or the name of an object.
  private func entry(_ value: JSONValue) -> String? { value.text ?? value["name"]?.text }
}
