import Tables

/// A table of GitHub Flavored Markdown, numbers aligned on the right.
///
/// The widths are those of the first rows; a wider cell of a later row is not cut.
struct Markdown: StreamedFormat {
  let id = "md"
  let fileSuffixes = ["md", "markdown"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    let first = try parts.gathered(upTo: TableParts.pageRows).table
    var grid = MarkdownGrid(gridColumns(first), rowCount: first.rowCount)
    for line in grid.header { try write(line, to: &sink) }
    try writeRows(of: first, grid, to: &sink)
    while let part = try parts.next() {
      grid.columns = gridColumns(part)
      try writeRows(of: part, grid, to: &sink)
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

  private func writeRows(of table: Table, _ grid: MarkdownGrid, to sink: inout ByteSink) throws {
    for row in 0..<table.rowCount { try write(grid.row(row), to: &sink) }
  }

  private func write(_ line: String, to sink: inout ByteSink) throws {
    sink.append(line)
    try sink.endRow()
  }
}

/// Columns whose titles and cells are Markdown already, as the lines of a table.
struct MarkdownGrid {
  var columns: [GridColumn]
  private let widths: [Int]

  /// Columns as wide as the widest of some first rows.
  init(_ columns: [GridColumn], rowCount: Int) {
    self.columns = columns
    widths = Grid(columns: columns, rowCount: rowCount).naturalWidths().map { max($0, 3) }
  }

  /// The titles, and the line below them.
  var header: [String] {
    let rules = zip(columns, widths).map { column, width in
      column.right
        ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
    }
    return [line(columns.map(\.title)), line(rules)]
  }

  func row(_ row: Int) -> String { line(columns.map { $0.cell(row) }) }

  private func line(_ cells: [String]) -> String {
    cells.enumerated().reduce(into: "|") { line, cell in
      line +=
        " " + padded(cell.element, to: widths[cell.offset], right: columns[cell.offset].right)
        + " |"
    }
  }
}
