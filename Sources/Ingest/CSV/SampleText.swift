/// The records in the beginning of a file, as texts.
struct SampleText {
  struct Row {
    var cells: [String]
    var position: Position
  }

  private(set) var rows: [Row] = []
  /// Why the sample ends before its bytes do.
  private(set) var failure: CSVFailure?

  /// Parses UTF-8 text, what the dialect skips left out; a record that the end of the bytes may
  /// have cut is left out.
  init(_ text: ArraySlice<UInt8>, _ dialect: Dialect, isWhole: Bool) {
    let parser = dialect.parser()
    let batches = [RecordBatch(), RecordBatch()]
    do throws(CSVFailure) {
      try Self.withTable(text.dropFirst(dialect.skippedBytes), dialect) {
        (text) throws(CSVFailure) in
        try parser.parse(text, into: batches[0])
      }
      if isWhole { try parser.finish(into: batches[1]) }
    } catch {
      failure = error
    }
    for batch in batches {
      for row in 0..<batch.rowCount {
        let cells = batch.fields(ofRow: row).map { String(decoding: $0, as: UTF8.self) }
        rows.append(Row(cells: cells, position: batch.position(ofRow: row)))
      }
    }
  }

  private static func withTable(
    _ text: ArraySlice<UInt8>, _ dialect: Dialect,
    _ body: (UnsafeRawBufferPointer) throws(CSVFailure) -> Void
  ) throws(CSVFailure) {
    try text.withUnsafeBufferPointer { (text) throws(CSVFailure) in
      let text = UnsafeRawBufferPointer(text)
      guard dialect.delimiter == .space else { return try body(text) }
      // The aligned text belongs to the alignment.
      let alignment = SpaceAlignment(dialect.quote)
      defer { withExtendedLifetime(alignment) {} }
      try body(alignment.columns(text))
    }
  }

  /// The number of columns that most records have, of those with more than one; `nil` without any.
  var usualWidth: (width: Int, records: Int)? {
    let counts = rows.map(\.cells.count).filter { $0 > 1 }
    let tally = Dictionary(grouping: counts, by: { $0 }).mapValues(\.count)
    // The wider of equals, so that the order of a dictionary decides nothing.
    return tally.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }
}
