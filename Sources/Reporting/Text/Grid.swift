/// One column of a grid of aligned text.
struct GridColumn {
  /// What happens to cells wider than the column may be.
  enum Overflow {
    /// The column is as wide as its widest cell, whatever the line's width.
    case never
    /// The cell is cut, with a mark.
    case cut
    /// The cell goes on in the next line.
    case wrap
  }

  let title: String
  var right = false
  var overflow = Overflow.never
  /// The width of a column whose cells are all narrower.
  var least = 0
  /// The text of a row's cell.
  let cell: (Int) -> String

  /// A column of given cells.
  init(
    _ title: String, _ cells: [String], right: Bool = false, overflow: Overflow = .never
  ) {
    self.init(title, right: right, overflow: overflow) { cells[$0] }
  }

  /// A column of computed cells; a cell may be asked for more than once.
  init(
    _ title: String, right: Bool = false, overflow: Overflow = .never, least: Int = 0,
    cell: @escaping (Int) -> String
  ) {
    self.title = title
    self.right = right
    self.overflow = overflow
    self.least = least
    self.cell = cell
  }

  /// The marks of p-values, as wide in every table, so that tables stand under each other.
  static func stars(_ pValue: @escaping (Int) -> Double?) -> GridColumn {
    GridColumn("", least: 3) { Stars.usual.marks(pValue($0)) }
  }

  /// The width below which a column is not squeezed.
  func leastWidth(_ natural: Int) -> Int { overflow == .never ? natural : min(natural, 12) }
}

/// Columns of aligned text under underlined titles.
struct Grid {
  /// Spaces before a column; one before a column of marks, which has no title.
  static let gap = 2

  let columns: [GridColumn]
  let rowCount: Int
  var indent = 0

  /// The width of each column's widest cell or title.
  func naturalWidths() -> [Int] {
    columns.map { column in
      (0..<rowCount).reduce(max(column.least, displayWidth(column.title))) {
        max($0, displayWidth(column.cell($1)))
      }
    }
  }

  /// The widths with which the grid fits a line, as far as columns can be squeezed.
  func fittedWidths(_ natural: [Int], lineWidth: Int) -> [Int] {
    let gaps = columns.dropFirst().reduce(0) { $0 + gap(before: $1) }
    var widths = natural
    var excess = indent + widths.reduce(0, +) + gaps - lineWidth
    while excess > 0 {
      let squeezable = widths.indices.filter { widths[$0] > columns[$0].leastWidth(natural[$0]) }
      guard let widest = squeezable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// Hands the lines on, from the top.
  func forEachLine(widths: [Int], style: TextStyle, _ body: (String) throws -> Void) rethrows {
    let titles = columns.indices.map {
      truncated(columns[$0].title, to: widths[$0], mark: style.ellipsis)
    }
    try body(line(titles, widths))
    let rules = zip(titles, widths).map { title, width in
      title.isEmpty ? "" : String(repeating: style.horizontal, count: width)
    }
    try body(line(rules, widths))
    for row in 0..<rowCount {
      for cells in lines(of: row, widths, style) { try body(line(cells, widths)) }
    }
  }

  /// The grid's lines, fitted to the style's width.
  func lines(_ style: TextStyle) -> [String] {
    var lines: [String] = []
    let widths = fittedWidths(naturalWidths(), lineWidth: style.width)
    forEachLine(widths: widths, style: style) { lines.append($0) }
    return lines
  }

  private func gap(before column: GridColumn) -> Int { column.title.isEmpty ? 1 : Self.gap }

  private func lines(of row: Int, _ widths: [Int], _ style: TextStyle) -> [[String]] {
    let cells = columns.indices.map { index -> [String] in
      let text = columns[index].cell(row)
      switch columns[index].overflow {
      case .never: return [text]
      case .cut: return [truncated(text, to: widths[index], mark: style.ellipsis)]
      case .wrap: return wrap(text, width: widths[index])
      }
    }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { part in cells.map { part < $0.count ? $0[part] : "" } }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let line = cells.enumerated().reduce(into: "") { line, cell in
      let column = columns[cell.offset]
      let space = cell.offset == 0 ? 0 : gap(before: column)
      line += String(repeating: " ", count: space)
      line += padded(cell.element, to: widths[cell.offset], right: column.right)
    }
    let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
    return String(repeating: " ", count: indent) + line[..<end]
  }
}
