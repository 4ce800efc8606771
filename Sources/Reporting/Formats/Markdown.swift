import Tables

/// A table of GitHub Flavored Markdown, numbers aligned on the right.
///
/// The widths are those of the first rows; a wider cell of a later row is not cut.
struct Markdown: StreamedFormat {
  let id = "md"
  let fileSuffixes = ["md", "markdown"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    let first = try parts.gathered(upTo: TableParts.pageRows).table
    let columns = gridColumns(first)
    let widths = Grid(columns: columns, rowCount: first.rowCount).naturalWidths().map { max($0, 3) }
    try write(columns.map(\.title), columns, widths, to: &sink)
    let rules = zip(columns, widths).map { column, width in
      column.right
        ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
    }
    try write(rules, columns, widths, to: &sink)
    try writeRows(of: first, columns, widths, to: &sink)
    while let part = try parts.next() {
      try writeRows(of: part, gridColumns(part), widths, to: &sink)
    }
  }

  private func gridColumns(_ table: Table) -> [GridColumn] {
    table.columns.map { column in
      let cell = column.displayCells(missing: "")
      return GridColumn(markdownEscaped(column.name), right: column.isNumeric) {
        column.kind == .text ? markdownEscaped(cell($0)) : cell($0)
      }
    }
  }

  private func writeRows(
    of table: Table, _ columns: [GridColumn], _ widths: [Int], to sink: inout ByteSink
  ) throws {
    for row in 0..<table.rowCount {
      try write(columns.map { $0.cell(row) }, columns, widths, to: &sink)
    }
  }

  private func write(
    _ cells: [String], _ columns: [GridColumn], _ widths: [Int], to sink: inout ByteSink
  ) throws {
    sink.append("|")
    for (index, cell) in cells.enumerated() {
      sink.append(" " + padded(cell, to: widths[index], right: columns[index].right) + " |")
    }
    try sink.endRow()
  }
}
