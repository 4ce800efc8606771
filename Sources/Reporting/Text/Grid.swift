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
    try body(line(widths) { truncated(columns[$0].title, to: widths[$0], mark: style.ellipsis) })
    try body(
      line(widths) {
        columns[$0].title.isEmpty ? "" : String(repeating: style.horizontal, count: widths[$0])
      })
    let wraps = columns.contains { $0.overflow == .wrap }
    for row in 0..<rowCount {
      guard wraps else {
        try body(line(widths) { cut($0, of: row, widths, style) })
        continue
      }
      for cells in lines(of: row, widths, style) { try body(line(widths) { cells[$0] }) }
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

  private func cut(_ index: Int, of row: Int, _ widths: [Int], _ style: TextStyle) -> String {
    let text = columns[index].cell(row)
    guard columns[index].overflow == .cut else { return text }
    return truncated(text, to: widths[index], mark: style.ellipsis)
  }

  private func lines(of row: Int, _ widths: [Int], _ style: TextStyle) -> [[String]] {
    let cells = columns.indices.map { index -> [String] in
      guard columns[index].overflow == .wrap else { return [cut(index, of: row, widths, style)] }
      return wrap(columns[index].cell(row), width: widths[index])
    }
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { part in cells.map { part < $0.count ? $0[part] : "" } }
  }

  /// The cells of a line, each filled to its column's width, without blanks at the end.
  private func line(_ widths: [Int], cell: (Int) -> String) -> String {
    var line = ""
    var blanks = indent
    for (index, column) in columns.enumerated() {
      if index > 0 { blanks += gap(before: column) }
      let text = cell(index)
      let fill = max(0, widths[index] - displayWidth(text))
      if column.right { blanks += fill }
      if !text.isEmpty {
        line += String(repeating: " ", count: blanks)
        line += text
        blanks = 0
      }
      if !column.right { blanks += fill }
    }
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    return line
  }
}
