import Tables

/// One sheet of a workbook: a table under a bold header that stays in view.
struct Sheet {
  private let table: Table
  private let isFirst: Bool

  init(_ table: Table, isFirst: Bool) {
    self.table = table
    self.isFirst = isFirst
  }

  func write(to sink: inout ByteSink) throws {
    writeHead(to: &sink)
    sink.append("<sheetData>")
    try writeHeader(to: &sink)
    let columns = table.columns.enumerated().map { position, column in
      (open: Array("<c r=\"\(letters(position))".utf8), write: SheetCells(column).write)
    }
    for row in 0..<table.rowCount {
      let number = Array("\(row + 2)\"".utf8)
      sink.append("<row r=\"")
      sink.append(number)
      sink.append(UInt8(ascii: ">"))
      for column in columns { column.write(row, column.open, number, &sink) }
      try sink.endRow(Self.endOfRow)
    }
    try sink.endRow(Array("</sheetData></worksheet>".utf8))
  }

  private static let endOfRow = Array("</row>".utf8)

  /// What stands before the rows: the range, the frozen header, and how wide columns are.
  private func writeHead(to sink: inout ByteSink) {
    let last = letters(max(0, table.columns.count - 1)) + "\(table.rowCount + 1)"
    sink.append(
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
      <dimension ref="A1:\(last)"/><sheetViews><sheetView\(isFirst ? " tabSelected=\"1\"" : "") \
      workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" \
      state="frozen"/></sheetView></sheetViews>
      """)
    guard !table.columns.isEmpty else { return }
    sink.append("<cols>")
    for (position, column) in table.columns.enumerated() {
      sink.append(
        "<col min=\"\(position + 1)\" max=\"\(position + 1)\" width=\"\(width(of: column))\" "
          + "customWidth=\"1\"/>")
    }
    sink.append("</cols>")
  }

  private func writeHeader(to sink: inout ByteSink) throws {
    sink.append("<row r=\"1\">")
    for (position, column) in table.columns.enumerated() {
      sink.append("<c r=\"\(letters(position))1\"")
      sink.append(SheetCells.text(column.name, style: CellStyle.header))
    }
    try sink.endRow(Self.endOfRow)
  }

  /// Characters that show the header and most cells, as far as they are not very long.
  private func width(of column: Column) -> Int {
    let cell = column.displayCells(missing: "")
    let widest = (0..<min(column.count, 200)).map { displayWidth(cell($0)) }.max() ?? 0
    return min(max(8, displayWidth(column.name) + 2, widest + 2), 50)
  }
}

/// A column's name in a spreadsheet: A to Z, then AA.
private func letters(_ position: Int) -> String {
  let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(position % 26)))
  return position < 26 ? last : letters(position / 26 - 1) + last
}
