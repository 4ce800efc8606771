/// Turns the bytes of a file into records, one chunk after the other: decodes them, leaves out
/// what stands before the table, and parses.
final class TableText {
  let decoder: TextDecoder
  let parser: CSVParser
  private let alignment: SpaceAlignment?
  private var skippedBytes: Int

  init(_ dialect: Dialect, decoder: TextDecoder, keeps: (Int) -> Bool) {
    self.decoder = decoder
    parser = dialect.parser(keeps: keeps)
    alignment = dialect.delimiter == .space ? SpaceAlignment(dialect.quote) : nil
    skippedBytes = dialect.skippedBytes
  }

  /// Parses a chunk into a batch, which must not be the one before.
  func parse(_ chunk: UnsafeRawBufferPointer, into batch: RecordBatch) throws(CSVFailure) {
    try parse(text: decoder.decode(chunk) { parser.line }, into: batch)
  }

  /// Parses what the end of the file completes; `false` when it has to be asked again, for what is
  /// left of the text had first to be parsed.
  func finish(into batch: RecordBatch) throws(CSVFailure) -> Bool {
    let rest = decoder.finish()
    guard rest.isEmpty else {
      try parse(text: rest, into: batch)
      return false
    }
    try parser.finish(into: batch)
    return true
  }

  private func parse(
    text: UnsafeRawBufferPointer, into batch: RecordBatch
  ) throws(CSVFailure) {
    let skipped = min(skippedBytes, text.count)
    skippedBytes -= skipped
    let table = UnsafeRawBufferPointer(rebasing: text[skipped...])
    try parser.parse(alignment?.columns(table) ?? table, into: batch)
  }
}
