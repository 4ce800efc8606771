import Tables

/// Tab-separated values, quoted as in RFC 4180 with LF line ends.
struct TSV: OutputFormat {
  let id = "tsv"
  let fileSuffixes = ["tsv", "tab"]

  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try DelimitedText(delimiter: UInt8(ascii: "\t")).write(table, to: &sink)
  }
}
