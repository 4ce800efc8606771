extension PaperTable {
  /// A table of GitHub Flavored Markdown between its title and its notes.
  func markdown() -> String {
    let rows = printedLines
    var gridColumns = [GridColumn(markdownEscaped(corner), rows.map { markdownEscaped($0.label) })]
    for column in columns.indices {
      let cells = rows.map { markdownEscaped($0.cells[column].trimmingSpaces) }
      gridColumns.append(GridColumn(markdownEscaped(columns[column]), cells, right: true))
    }
    let grid = MarkdownGrid(gridColumns, rowCount: rows.count)
    let lines = (grid.header + rows.indices.map(grid.row)).joined(separator: "\n")
    let notes = notes.map(markdownEscaped).joined(separator: " ")
    return "**\(markdownEscaped(title))**\n\n\(lines)\n\nNotes: \(notes)\n"
  }
}

extension String {
  /// The text without the spaces at its end.
  fileprivate var trimmingSpaces: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
