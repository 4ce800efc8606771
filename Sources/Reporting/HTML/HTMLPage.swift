import Tables

/// A report's page as it is written: sections of text, tables and figures.
struct HTMLPage {
  var markup = Markup()
  private(set) var sections: [(id: String, title: String)] = []

  /// A part of the page with a heading that the contents list.
  mutating func section(_ id: String, _ title: String, _ body: (inout HTMLPage) -> Void) {
    sections.append((id, title))
    markup.open("section", ["id": id, "aria-labelledby": "\(id)-title"])
    markup.element("h2", ["id": "\(id)-title"], title)
    body(&self)
    markup.close("section")
    markup.endLine()
  }

  mutating func subheading(_ text: String) { markup.element("h3", ["dir": "auto"], text) }

  mutating func paragraph(_ text: String, style: String = "") {
    guard !text.isEmpty else { return }
    markup.element("p", style.isEmpty ? ["dir": "auto"] : ["dir": "auto", "class": style], text)
  }

  mutating func list(_ items: [String], style: String = "") {
    guard !items.isEmpty else { return }
    markup.element("ul", style.isEmpty ? [:] : ["class": style]) { list in
      for item in items { list.element("li", ["dir": "auto"], item) }
    }
  }

  /// Names and what they stand for.
  mutating func facts(_ facts: [(name: String, value: String)]) {
    markup.element("dl", [:]) { list in
      for (name, value) in facts {
        list.element("dt", name)
        list.element("dd", ["dir": "auto"], value)
      }
    }
  }

  /// A text whose lines and spaces stay as they are.
  mutating func verbatim(_ text: String, label: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    markup.element("pre", ["tabindex": "0", "role": "group", "aria-label": label]) { block in
      block.element("code") { code in
        for line in lines {
          code.text(String(line))
          code.endLine()
        }
      }
    }
  }

  /// What is folded until a reader asks for it.
  mutating func details(_ summary: String, _ body: (inout HTMLPage) -> Void) {
    markup.open("details")
    markup.element("summary", summary)
    body(&self)
    markup.close("details")
  }

  mutating func group(_ style: String, _ body: (inout HTMLPage) -> Void) {
    markup.open("div", ["class": style])
    body(&self)
    markup.close("div")
  }

  mutating func append(_ other: Markup) { markup.append(other) }

  /// A table whose first column names its rows.
  ///
  /// - Parameters:
  ///   - caption: What the table holds.
  ///   - columns: The columns.
  ///   - rows: The number of rows.
  ///   - marked: The row that stands out.
  ///   - codes: The titles of columns that hold formulas.
  mutating func table(
    _ caption: String, _ columns: [GridColumn], rows: Int, marked: Int? = nil,
    codes: Set<String> = []
  ) {
    markup.open(
      "div", ["class": "scroll", "role": "group", "tabindex": "0", "aria-label": caption])
    markup.open("table")
    markup.element("caption", ["dir": "auto"], caption)
    markup.element("thead") { head in
      head.element("tr") { row in
        for column in columns { Self.heading(column, to: &row) }
      }
    }
    markup.open("tbody")
    for row in 0..<rows {
      markup.element("tr", row == marked ? ["class": "first"] : [:]) { cells in
        for (position, column) in columns.enumerated() {
          Self.cell(
            column, row, isFirst: position == 0, isCode: codes.contains(column.title), &cells)
        }
      }
      markup.endLine()
    }
    markup.close("tbody")
    markup.close("table")
    markup.close("div")
  }

  private static func heading(_ column: GridColumn, to row: inout Markup) {
    let scope: Markup.Attributes =
      column.right ? ["scope": "col", "class": "number"] : ["scope": "col"]
    guard column.title.isEmpty else { return row.element("th", scope, column.title) }
    row.element("th", scope) { $0.element("span", ["class": "hidden"], "marks") }
  }

  private static func cell(
    _ column: GridColumn, _ row: Int, isFirst: Bool, isCode: Bool, _ cells: inout Markup
  ) {
    let text = column.cell(row)
    if isFirst, column.right {
      cells.element("th", ["scope": "row", "class": "number"], text)
    } else if isFirst {
      cells.element(
        "th",
        column.overflow == .never
          ? ["scope": "row", "dir": "auto", "class": "short"] : ["scope": "row", "dir": "auto"],
        text)
    } else if column.right {
      cells.element("td", ["class": "number"], text)
    } else if isCode {
      cells.element("td") { $0.element("code", text) }
    } else if column.overflow == .never {
      cells.element("td", ["dir": "auto", "class": "short"], text)
    } else {
      cells.element("td", ["dir": "auto"], text)
    }
  }
}

extension HTMLPage {
  /// How much of something is shown, and the command that gives all of it.
  mutating func shown(_ count: Int, of all: Int, _ what: String, command: String) {
    guard count < all else { return }
    markup.element("p", ["class": "quiet"]) { text in
      text.text("First \(countText(count)) of \(countText(all)) \(what); ")
      text.element("code", command)
      text.text(" has all.")
    }
  }
}
