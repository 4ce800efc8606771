import Tables

/// Comma-separated values, RFC 4180 with LF line ends.
struct CSV: StreamedFormat {
  let id = "csv"
  let fileSuffixes = ["csv"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    try DelimitedText(delimiter: UInt8(ascii: ",")).write(parts, to: &sink)
  }
}
