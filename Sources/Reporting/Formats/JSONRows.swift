import Tables

/// Rows as JSON objects (RFC 8259) with the keys in the order of the columns: what JSON and
/// NDJSON share.
///
/// A missing cell is `null`, and so is an infinity, for which JSON has no number.
struct JSONRows {
  /// What precedes the first row, stands between rows, and follows the last.
  let open: [UInt8]
  let separator: [UInt8]
  let close: [UInt8]

  init(open: String, separator: String, close: String) {
    self.open = Array(open.utf8)
    self.separator = Array(separator.utf8)
    self.close = Array(close.utf8)
  }

  func write(_ parts: TableParts, to sink: inout ByteSink) throws {
    sink.append(open)
    var isFirst = true
    while let part = try parts.next() {
      try writeRows(part, isFirst: &isFirst, to: &sink)
    }
    let end = isFirst ? close.drop { ByteSink.newline.contains($0) } : close[...]
    try sink.endRow(Array(end))
  }

  private func writeRows(
    _ table: Table, isFirst: inout Bool, to sink: inout ByteSink
  ) throws {
    let null = Array("null".utf8)
    let spelling = CellSpelling(
      missing: null, infinite: null, dateQuote: [UInt8(ascii: "\"")], text: jsonString)
    let cells = table.columns.enumerated().map { position, column in
      (
        key: Array((position == 0 ? "{" : ",").utf8) + jsonString(column.name)
          + [UInt8(ascii: ":")],
        write: spelling.writer(of: column)
      )
    }
    for row in 0..<table.rowCount {
      if !isFirst { sink.append(separator) }
      isFirst = false
      for cell in cells {
        sink.append(cell.key)
        cell.write(row, &sink)
      }
      try sink.endRow([UInt8(ascii: "}")])
    }
  }
}

/// A text as a JSON string, quotes included.
func jsonString(_ text: String) -> [UInt8] {
  var bytes: [UInt8] = [UInt8(ascii: "\"")]
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
    case UInt8(ascii: "\r"): bytes += Array("\\r".utf8)
    case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
    case 0..<0x20:
      bytes += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + String(byte, radix: 16).utf8
    default: bytes.append(byte)
    }
  }
  return bytes + [UInt8(ascii: "\"")]
}
