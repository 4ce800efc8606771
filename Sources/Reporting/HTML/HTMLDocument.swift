import Tables

/// A whole page around what a report says: one file that loads nothing.
enum HTMLDocument {
  /// The page's text.
  ///
  /// - Parameters:
  ///   - title: The page's title and first heading.
  ///   - lead: The sentence below it; none when it is empty.
  ///   - page: The sections.
  ///   - footer: The last line.
  static func text(title: String, lead: String, _ page: HTMLPage, footer: String) -> String {
    var document = Markup()
    document.open("html", ["lang": "en"])
    document.element("head") { writeHead(title, to: &$0) }
    document.endLine()
    document.element("body") { body in
      body.element("a", ["class": "skip", "href": "#main"], "Skip to the report")
      body.element("header") { header in
        header.element("h1", ["dir": "auto"], title)
        if !lead.isEmpty { header.element("p", ["class": "lead", "dir": "auto"], lead) }
      }
      writeContents(page.sections, to: &body)
      body.open("main", ["id": "main", "tabindex": "-1"])
      body.append(page.markup)
      body.close("main")
      body.element("footer") { $0.element("p", footer) }
    }
    document.close("html")
    return "<!DOCTYPE html>\n" + document.source + "\n"
  }

  /// The last line of a page: what wrote the results.
  static func footer(of tables: TableSet) -> String {
    let entry = tables.records("provenance").first { $0.text("key") == "version" }
    return "Written by market-reaction" + (entry?.text("value").map { " \($0)" } ?? "") + "."
  }

  /// What stands before the content of a page of one table, the content's landmark open.
  static func opening(title: String) -> String {
    var document = Markup()
    document.open("html", ["lang": "en"])
    document.element("head") { writeHead(title, to: &$0) }
    document.endLine()
    document.open("body")
    document.open("main")
    document.endLine()
    return "<!DOCTYPE html>\n" + document.source
  }

  /// What ends such a page.
  static let closing = "</main></body></html>\n"

  private static func writeHead(_ title: String, to head: inout Markup) {
    head.empty("meta", ["charset": "utf-8"])
    head.element("title", title)
    head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    head.empty("meta", ["name": "color-scheme", "content": "light dark"])
    head.element("style") { $0.verbatim(HTMLStyle.sheet) }
  }

  private static func writeContents(
    _ sections: [(id: String, title: String)], to body: inout Markup
  ) {
    body.element("nav", ["aria-label": "Contents"]) { nav in
      nav.element("ul") { list in
        for section in sections {
          list.element("li") { $0.element("a", ["href": "#\(section.id)"], section.title) }
        }
      }
    }
    body.endLine()
  }
}
