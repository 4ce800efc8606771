import Tables

/// Aligned columns for a terminal.
///
/// Long texts are cut to fit the width, numbers never; when the columns still do not fit, they
/// are printed in bands one below the other, with the row's number before each.
///
/// A table of more than 10,000 rows is written in pages of so many, each with its titles and widths.
struct PlainText: StreamedFormat {
  let id = "text"
  let fileSuffixes = ["txt"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    var pages = TablePages(parts)
    var firstRow = 0
    while let page = try pages.next() {
      if firstRow > 0 { try sink.endRow() }
      try write(page, after: firstRow, style, to: &sink)
      firstRow += page.rowCount
    }
  }

  private func write(
    _ table: Table, after firstRow: Int, _ style: TextStyle, to sink: inout ByteSink
  ) throws {
    let columns = table.columns.map { column in
      GridColumn(
        column.name, (0..<table.rowCount).map(column.displayCells(missing: "-")),
        right: column.isNumeric, overflow: column.kind == .text ? .cut : .never)
    }
    let whole = Grid(columns: columns, rowCount: table.rowCount)
    let natural = whole.naturalWidths()
    for (position, band) in bands(whole, natural, after: firstRow, style).enumerated() {
      if position > 0 { try sink.endRow() }
      try write(band.grid, band.natural, style, to: &sink)
    }
  }

  private func write(
    _ grid: Grid, _ natural: [Int], _ style: TextStyle, to sink: inout ByteSink
  ) throws {
    let widths = grid.fittedWidths(natural, lineWidth: style.width)
    try grid.forEachLine(widths: widths, style: style) { line in
      sink.append(line)
      try sink.endRow()
    }
  }

  /// The grid, or its columns in as few grids as fit the width.
  private func bands(
    _ whole: Grid, _ natural: [Int], after firstRow: Int, _ style: TextStyle
  ) -> [(grid: Grid, natural: [Int])] {
    let least = natural.indices.map { whole.columns[$0].leastWidth(natural[$0]) }
    guard least.reduce(-Grid.gap, { $0 + $1 + Grid.gap }) > style.width else {
      return [(whole, natural)]
    }
    let number = GridColumn("#", right: true) { String(firstRow + $0 + 1) }
    let numberWidth = String(firstRow + whole.rowCount).count
    return split(least, width: style.width - numberWidth).map { range in
      (
        Grid(columns: [number] + whole.columns[range], rowCount: whole.rowCount),
        [numberWidth] + natural[range]
      )
    }
  }

  private func split(_ widths: [Int], width: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var used = 0
    for (index, columnWidth) in widths.enumerated() {
      used += columnWidth + Grid.gap
      if used > width, index > start {
        ranges.append(start..<index)
        start = index
        used = columnWidth + Grid.gap
      }
    }
    return ranges + [start..<widths.count]
  }
}
