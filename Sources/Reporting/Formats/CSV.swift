import Tables

/// Comma-separated values, RFC 4180 with LF line ends.
struct CSV: OutputFormat {
  let id = "csv"
  let fileSuffixes = ["csv"]

  func write(_ table: Table, style: TextStyle, to sink: inout ByteSink) throws {
    try DelimitedText(delimiter: UInt8(ascii: ",")).write(table, to: &sink)
  }
}
