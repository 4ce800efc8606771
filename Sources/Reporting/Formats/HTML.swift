import Tables

/// A page of HTML with one table: a file that loads nothing, and is well-formed XML too.
///
/// Texts stay texts whatever they hold; numbers are rounded for readers and aligned on the right.
struct HTML: StreamedFormat {
  let id = "html"
  let fileSuffixes = ["html", "htm"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    guard let first = try parts.next() else { return }
    let name = first.name.isEmpty ? "Table" : first.name
    sink.append(HTMLDocument.opening(title: name))
    sink.append(opening(of: first, name).source)
    var part: Table? = first
    while let rows = part {
      try writeRows(of: rows, to: &sink)
      part = try parts.next()
    }
    sink.append("</tbody></table></div>\n")
    try sink.endRow(Array(HTMLDocument.closing.utf8))
  }

  /// The table up to its first row, in a region that scrolls and can be reached with the keyboard.
  private func opening(of table: Table, _ name: String) -> Markup {
    var markup = Markup()
    markup.open("div", ["class": "scroll", "role": "region", "tabindex": "0", "aria-label": name])
    markup.open("table")
    markup.element("caption", ["dir": "auto"], name)
    markup.endLine()
    markup.element("thead") { head in
      head.element("tr") { row in
        for column in table.columns {
          row.element(
            "th", column.isNumeric ? ["scope": "col", "class": "number"] : ["scope": "col"],
            column.name)
        }
      }
    }
    markup.endLine()
    markup.open("tbody")
    markup.endLine()
    return markup
  }

  private func writeRows(of table: Table, to sink: inout ByteSink) throws {
    let columns = table.columns.map { column in
      (cell: column.displayCells(missing: ""), open: Self.opening(ofCellsOf: column))
    }
    for row in 0..<table.rowCount {
      sink.append("<tr>")
      for column in columns {
        sink.append(column.open)
        sink.append(Markup.escaped(column.cell(row)))
        sink.append("</td>")
      }
      try sink.endRow(Array("</tr>\n".utf8))
    }
  }

  /// Numbers, dates and short texts are not broken into lines.
  private static func opening(ofCellsOf column: Column) -> String {
    switch column.values {
    case .integer, .number: "<td class=\"number\">"
    case .date: "<td class=\"short\">"
    case .text(_, let labels):
      labels.allSatisfy { $0.utf8.count <= 32 }
        ? "<td dir=\"auto\" class=\"short\">" : "<td dir=\"auto\">"
    }
  }
}
