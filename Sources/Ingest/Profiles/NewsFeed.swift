/// News feeds: RSS 2.0 with its dates of RFC 822, RSS 1.0, and Atom with dates of RFC 3339.
///
/// An item's time is that of its publication; that of its last change is only taken when it has no
/// other. Its id is the feed's own, so that the same item in a later download is the same event.
struct NewsFeed: EventDocumentProfile {
  let id = "feed"
  let title = "News feeds: RSS or Atom"

  private static let roots = ["<rss", "<feed", "<rdf:rdf"]

  func match(_ head: String) -> ProfileMatch? {
    let head = head.lowercased()
    guard head.hasPrefix("<"), let root = Self.roots.first(where: head.contains),
      !head.hasPrefix("<!doctype html"), !head.hasPrefix("<html")
    else { return nil }
    return ProfileMatch(score: 90, evidence: "the text has \(root)>")
  }

  func read(_ text: [UInt8], name: String, _ options: ImportOptions) throws(ImportError)
    -> EventDocument
  {
    var document = EventDocument([
      .init("id", .id), .init("published", .date), .init("tickers", .symbol),
      .init("category", .group), .init("title", .title), .init("link"), .init("summary"),
    ])
    do throws(DocumentFailure) {
      var items = FeedItems(text)
      while let item = try items.next() { document.add(item.cells, line: item.line) }
    } catch {
      throw error.inFile(name)
    }
    return document
  }
}

/// One item of a feed: the texts of its elements.
private struct FeedItem {
  let line: Int
  /// The first text of each element.
  private var texts: [String: String] = [:]

  init(line: Int) { self.line = line }

  mutating func add(_ text: String, of element: String) {
    let text = text.trimmingSpaces
    if texts[element] == nil, !text.isEmpty { texts[element] = text }
  }

  var cells: [String?] {
    [
      first("guid", "id", "link"), first("published", "pubDate", "issued", "date", "updated"),
      first("tickers", "ticker", "symbols", "symbol"), first("category", "subject"),
      texts["title"].map(withoutMarkup), texts["link"],
      first("description", "summary").map(withoutMarkup),
    ]
  }

  private func first(_ names: String...) -> String? { names.lazy.compactMap { texts[$0] }.first }
}

/// The items of a feed, one after the other.
private struct FeedItems {
  private var reader: MarkupReader

  init(_ text: [UInt8]) { reader = MarkupReader(text) }

  mutating func next() throws(DocumentFailure) -> FeedItem? {
    while let part = try reader.next() {
      if case .start("item", _) = part { return try item() }
      if case .start("entry", _) = part { return try item() }
    }
    return nil
  }

  /// Reads up to the end of an item that has begun.
  private mutating func item() throws(DocumentFailure) -> FeedItem {
    var item = FeedItem(line: reader.line)
    var open: [String] = []
    var text = ""
    while let part = try reader.next() {
      switch part {
      case .start(let name, let attributes):
        if open.isEmpty {
          text = ""
          // Atom has these in attributes where RSS has text.
          if let value = attributes[name == "link" ? "href" : "term"] { item.add(value, of: name) }
        }
        open.append(name)
      case .text(let characters): text += characters
      case .end(let name):
        guard !open.isEmpty else { return item }
        open.removeLast()
        if open.isEmpty { item.add(text, of: name) }
      }
    }
    return item
  }
}
