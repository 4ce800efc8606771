extension PaperTable {
  /// A page with the table, a file that loads nothing and is well-formed XML too.
  func html() -> String {
    var markup = Markup()
    markup.element(
      "div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": title]
    ) { region in
      region.element("table", ["class": "paper"]) { table in
        table.element("caption", ["dir": "auto"], title)
        table.endLine()
        writeHead(to: &table)
        writeBody(to: &table)
        writeFoot(to: &table)
      }
    }
    markup.endLine()
    for note in notes {
      markup.element("p", ["class": "quiet note", "dir": "auto"], note)
      markup.endLine()
    }
    return HTMLDocument.opening(title: title) + markup.source + HTMLDocument.closing
  }

  private func writeHead(to table: inout Markup) {
    table.element("thead") { head in
      head.element("tr") { row in
        row.element("th", ["scope": "col"], corner)
        for (column, name) in columns.enumerated() {
          row.element("th", ["scope": "col", "class": "number"]) { cell in
            cell.text(name)
            writeMarks("", column, to: &cell)
          }
        }
      }
    }
    table.endLine()
  }

  private func writeBody(to table: inout Markup) {
    table.open("tbody")
    table.endLine()
    for row in body {
      writeRow(row.label, to: &table) { column, cell in
        cell.text(row.cells[column].value)
        writeMarks(row.cells[column].marks, column, to: &cell)
        guard row.hasBelow else { return }
        cell.empty("br")
        cell.text(row.cells[column].parenthesized)
        writeMarks("", column, to: &cell)
      }
    }
    table.close("tbody")
    table.endLine()
  }

  private func writeFoot(to table: inout Markup) {
    guard !foot.isEmpty else { return }
    table.open("tfoot")
    table.endLine()
    for row in foot {
      writeRow(row.label, to: &table) { column, cell in
        cell.text(row.cells[column])
        writeMarks("", column, to: &cell)
      }
    }
    table.close("tfoot")
    table.endLine()
  }

  private func writeRow(
    _ label: String, to table: inout Markup, _ body: (Int, inout Markup) -> Void
  ) {
    table.element("tr") { row in
      row.element("th", ["scope": "row", "class": "short", "dir": "auto"], label)
      for column in columns.indices {
        row.element("td", ["class": "number"]) { body(column, &$0) }
      }
    }
    table.endLine()
  }

  /// The place of stars, which is there without them too, so that digits stand below each other.
  private func writeMarks(_ marks: String, _ column: Int, to cell: inout Markup) {
    guard markWidth(column) > 0 else { return }
    cell.element("span", ["class": "marks"], marks)
  }
}
