extension PaperTable {
  /// Aligned columns; those that do not fit a line are printed below the others.
  func text(_ style: TextStyle) -> String {
    var lines = wrap(printable(title), width: style.width).map(style.bold)
    for columns in bands(width: style.width) {
      lines.append("")
      lines += gridLines(columns, style)
    }
    lines.append("")
    let width = min(style.width, 100)
    for note in notes.map(printable) {
      // What fits keeps its spaces.
      lines += displayWidth(note) <= width ? [note] : wrap(note, width: width)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func gridLines(_ columns: [Int], _ style: TextStyle) -> [String] {
    let rows = printedLines
    let grid = Grid(columns: gridColumns(columns, rows), rowCount: rows.count)
    let lines = grid.lines(style)
    guard !foot.isEmpty else { return lines }
    let end = lines.count - foot.count
    return Array(lines[..<end]) + [lines[1]] + lines[end...]
  }

  private func gridColumns(_ columns: [Int], _ rows: [PrintedLine]) -> [GridColumn] {
    [GridColumn(printable(corner), rows.map { printable($0.label) })]
      + columns.map { column in
        GridColumn(
          printable(self.columns[column]), rows.map { printable($0.cells[column]) }, right: true)
      }
  }

  /// The columns in as few groups as fit a width.
  private func bands(width: Int) -> [[Int]] {
    let rows = printedLines
    let natural = Grid(columns: gridColumns(Array(columns.indices), rows), rowCount: rows.count)
      .naturalWidths()
    var bands: [[Int]] = [[]]
    var used = natural[0]
    for column in columns.indices {
      let needed = Grid.gap + natural[column + 1]
      if used + needed > width, bands.last?.isEmpty == false {
        bands.append([])
        used = natural[0]
      }
      bands[bands.count - 1].append(column)
      used += needed
    }
    return bands
  }
}

extension PaperTable {
  /// One line of a table without markup.
  struct PrintedLine {
    let label: String
    let cells: [String]
  }

  /// The lines of body and foot; stars, and what stands below, end where they do in other lines.
  var printedLines: [PrintedLine] {
    var rows: [PrintedLine] = []
    for row in body {
      rows.append(
        printedLine(row.label) { column in
          row.cells[column].value + padded(row.cells[column].marks, to: markWidth(column))
        })
      guard row.hasBelow else { continue }
      rows.append(
        printedLine("") { column in
          let space = max(0, markWidth(column) - 1)
          return row.cells[column].parenthesized + String(repeating: " ", count: space)
        })
    }
    for row in foot {
      rows.append(
        printedLine(row.label) { column in
          row.cells[column] + String(repeating: " ", count: markWidth(column))
        })
    }
    return rows
  }

  private func printedLine(_ label: String, _ cell: (Int) -> String) -> PrintedLine {
    PrintedLine(label: label, cells: columns.indices.map(cell))
  }
}
