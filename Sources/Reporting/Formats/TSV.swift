import Tables

/// Tab-separated values, quoted as in RFC 4180 with LF line ends.
struct TSV: StreamedFormat {
  let id = "tsv"
  let fileSuffixes = ["tsv", "tab"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    try DelimitedText(delimiter: UInt8(ascii: "\t")).write(parts, to: &sink)
  }
}
