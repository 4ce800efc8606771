import Tables

/// Rows of cells between delimiters, quoted as in RFC 4180: what CSV and TSV share.
///
/// A missing cell is empty, an empty text is `""`. A text that a spreadsheet would run as a
/// formula is guarded with a leading `'`; numbers and dates never are.
struct DelimitedText {
  let delimiter: UInt8
  /// Whether texts are guarded; not where numbers stand in a column of texts.
  var guardsFormulas = true

  func write(_ parts: TableParts, to sink: inout ByteSink) throws {
    guard let first = try parts.next() else { return }
    try writeHeader(first, to: &sink)
    var part: Table? = first
    while let rows = part {
      try writeRows(rows, to: &sink)
      part = try parts.next()
    }
  }

  private func writeRows(_ table: Table, to sink: inout ByteSink) throws {
    let spelling = CellSpelling(missing: [], infinite: nil, dateQuote: [], text: quoted)
    let writers = table.columns.map(spelling.writer)
    for row in 0..<table.rowCount {
      for (position, write) in writers.enumerated() {
        if position > 0 { sink.append(delimiter) }
        write(row, &sink)
      }
      try sink.endRow()
    }
  }

  private func writeHeader(_ table: Table, to sink: inout ByteSink) throws {
    for (position, column) in table.columns.enumerated() {
      if position > 0 { sink.append(delimiter) }
      sink.append(quoted(column.name))
    }
    try sink.endRow()
  }

  private func quoted(_ text: String) -> [UInt8] {
    let bytes = Array((guardsFormulas ? Self.guarded(text) : text).utf8)
    let quote = UInt8(ascii: "\"")
    let special: [UInt8] = [delimiter, quote, UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard bytes.isEmpty || bytes.contains(where: special.contains) else { return bytes }
    return [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  /// The text with a leading `'` when a spreadsheet would run it.
  static func guarded(_ text: String) -> String {
    let starters = Array("=+-@\t\r".utf8)
    return text.utf8.first.map(starters.contains) == true ? "'" + text : text
  }
}
