import Tables

/// One JSON array with an object per row, one row to a line.
struct JSON: OutputFormat {
  let id = "json"
  let fileSuffixes = ["json"]

  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try JSONRows(open: "[\n", separator: ",\n", close: "\n]\n").write(table, to: &sink)
  }
}
