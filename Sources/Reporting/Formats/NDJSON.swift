import Tables

/// One JSON object to a line and nothing around them.
struct NDJSON: OutputFormat {
  let id = "ndjson"
  let fileSuffixes = ["ndjson", "jsonl"]

  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try JSONRows(open: "", separator: "\n", close: "\n").write(table, to: &sink)
  }
}
