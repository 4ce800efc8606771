import Tables

/// One JSON array with an object per row, one row to a line.
struct JSON: StreamedFormat {
  let id = "json"
  let fileSuffixes = ["json"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    try JSONRows(open: "[\n", separator: ",\n", close: "\n]\n").write(parts, to: &sink)
  }
}
