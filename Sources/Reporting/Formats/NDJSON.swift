import Tables

/// One JSON object to a line and nothing around them.
struct NDJSON: StreamedFormat {
  let id = "ndjson"
  let fileSuffixes = ["ndjson", "jsonl"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    try JSONRows(open: "", separator: "\n", close: "\n").write(parts, to: &sink)
  }
}
