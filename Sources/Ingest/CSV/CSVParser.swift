import CLibCSV
import Foundation

/// Turns chunks of text into batches of records with libcsv, in its strict mode.
///
/// The only file that imports libcsv. Its callbacks write into the batch through raw pointers:
/// they run once per field of the file. They need no bounds checks because a batch has room for
/// everything its chunk can hold before the chunk is parsed.
final class CSVParser {
  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
  private let sink = UnsafeMutablePointer<FieldSink>.allocate(capacity: 1)
  private let kept: UnsafeMutablePointer<UInt8>
  private let limits: CSVLimits
  private let quote: UInt8
  /// Whether lines that begin with `#` are comments.
  private let hasComments: Bool
  private var isInComment = false
  private var isAtLineStart = true
  /// The batch that holds the beginning of an unfinished record.
  private var latest = RecordBatch()
  private var record = 1
  private var bytesSinceRecord = 0

  /// A parser that keeps the fields of the columns for which `keeps` says so.
  ///
  /// - Parameter firstLine: the number of the line that the text begins with.
  init(
    delimiter: UInt8, quote: UInt8 = UInt8(CSV_QUOTE), hasComments: Bool = false,
    firstLine: Int = 1, limits: CSVLimits = CSVLimits(), keeps: (Int) -> Bool = { _ in true }
  ) {
    self.limits = limits
    self.quote = quote
    self.hasComments = hasComments
    // The last entry stands for every column beyond the limit.
    kept = .allocate(capacity: limits.columns + 1)
    for column in 0..<limits.columns { kept[column] = keeps(column) ? 1 : 0 }
    kept[limits.columns] = 0
    // Reporting every line end, also those of empty lines, makes it possible to count lines.
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL))
    csv_set_delim(parser, delimiter)
    csv_set_quote(parser, quote)
    // Any block is longer than the 16 bytes that the callback reads at once.
    csv_set_blk_size(parser, 4096)
    latest.reset(bytes: 0, fields: 0)
    sink.initialize(
      to: FieldSink(kept: kept, limits: limits, batch: latest, firstLine: firstLine))
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
    sink.deallocate()
    kept.deallocate()
  }

  /// Parses a chunk into a batch, which must not be the one before.
  func parse(_ chunk: UnsafeRawBufferPointer, into batch: RecordBatch) throws(CSVFailure) {
    begin(batch, room: chunk.count)
    defer { end(batch) }
    let rowBefore = sink.pointee.row
    if hasComments { try parseAroundComments(chunk) } else { try feed(chunk) }
    bytesSinceRecord = rowBefore == sink.pointee.row ? bytesSinceRecord + chunk.count : 0
    try checkLimits()
  }

  private func feed(_ text: UnsafeRawBufferPointer) throws(CSVFailure) {
    guard let base = text.baseAddress, !text.isEmpty else { return }
    // Fields can hold line ends only where there are quotes, so most chunks need not be searched
    // for them.
    let mayQuote = parser.pointee.quoted != 0 || memchr(base, Int32(quote), text.count) != nil
    let consumed =
      mayQuote
      ? csv_parse(parser, base, text.count, quotedFieldEnded, recordEnded, sink)
      : csv_parse(parser, base, text.count, fieldEnded, recordEnded, sink)
    if consumed < text.count { throw failure() }
  }

  /// Parses what the end of the text completes.
  func finish(into batch: RecordBatch) throws(CSVFailure) {
    begin(batch, room: 0)
    defer { end(batch) }
    if csv_fini(parser, quotedFieldEnded, recordEnded, sink) != 0 {
      throw .unterminatedQuote(line: sink.pointee.line)
    }
    try checkLimits()
  }

  /// The physical line on which the next byte stands.
  var line: Int { sink.pointee.line + openLineEnds }

  /// Comment lines left aside so far.
  private(set) var commentCount = 0

  /// Carries the fields of an unfinished record over and points the callbacks at the batch.
  private func begin(_ batch: RecordBatch, room: Int) {
    let from = sink.pointee
    let firstField = latest.firstField(ofRow: latest.rowCount)
    let fields = from.nextEnd - from.ends - firstField
    let start = Int(from.ends[firstField])
    let bytes = from.cursor - from.bytes - start
    batch.reset(
      bytes: bytes + Int(parser.pointee.entry_pos) + room + 1, fields: fields + room + 1)
    batch.bytes.update(from: from.bytes + start, count: bytes)
    for field in 0..<fields {
      batch.ends[field + 1] = from.ends[firstField + field + 1] - UInt32(start)
    }
    batch.firstRecord = record
    batch.firstLine = from.recordLine
    sink.pointee.point(to: batch, fields: fields, bytes: bytes)
    latest = batch
  }

  private func end(_ batch: RecordBatch) {
    batch.rowCount = sink.pointee.row - batch.rows
    record += batch.rowCount
  }

  private func checkLimits() throws(CSVFailure) {
    let state = sink.pointee
    if state.column > limits.columns {
      throw .manyColumns(line: state.recordLine, limit: limits.columns)
    }
    if let line = state.wideLine { throw .manyColumns(line: line, limit: limits.columns) }
    if let line = state.longLine { throw .longField(line: line, limit: limits.fieldBytes) }
    if Int(parser.pointee.entry_pos) > limits.fieldBytes {
      throw parser.pointee.quoted != 0
        ? .unterminatedQuote(line: state.line)
        : .longField(line: state.line, limit: limits.fieldBytes)
    }
    if bytesSinceRecord > limits.recordBytes {
      throw .longRecord(line: state.recordLine, limit: limits.recordBytes)
    }
  }

  private func failure() -> CSVFailure {
    // The last callback left the line on which the open field begins.
    let opened = sink.pointee.line
    guard csv_error(parser) == CSV_EPARSE else { return .outOfMemory(line: opened) }
    guard parser.pointee.quoted != 0 else { return .strayQuote(line: opened, opened: nil) }
    return .strayQuote(line: opened + openLineEnds, opened: opened)
  }

  /// The line ends within the quoted field that has not ended.
  private var openLineEnds: Int {
    guard parser.pointee.quoted != 0, let open = parser.pointee.entry_buf else { return 0 }
    return lineEnds(in: UnsafeBufferPointer(start: open, count: Int(parser.pointee.entry_pos)))
  }
}

// MARK: - Comments

extension CSVParser {
  /// Parses the lines that are no comments.
  private func parseAroundComments(_ chunk: UnsafeRawBufferPointer) throws(CSVFailure) {
    var start = 0
    while start < chunk.count {
      if isInComment {
        start = skipComment(chunk, from: start)
      } else {
        let next = commentStart(chunk, from: start) ?? chunk.count
        try feed(UnsafeRawBufferPointer(rebasing: chunk[start..<next]))
        // A line end within a quoted field begins no line of the table.
        isInComment = next < chunk.count && parser.pointee.quoted == 0
        if next < chunk.count, !isInComment {
          try feed(UnsafeRawBufferPointer(rebasing: chunk[next..<(next + 1)]))
        }
        start = isInComment ? next : min(next + 1, chunk.count)
        commentCount += isInComment ? 1 : 0
        if let last = chunk[..<start].last, !isInComment { isAtLineStart = isLineEnd(last) }
      }
    }
  }

  /// The next `#` at the beginning of a line.
  private func commentStart(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = chunk.baseAddress else { return nil }
    var from = start
    while from < chunk.count,
      let found = memchr(base + from, Int32(UInt8(ascii: "#")), chunk.count - from)
    {
      let place = UnsafeRawPointer(found) - base
      if place == 0 ? isAtLineStart : isLineEnd(chunk[place - 1]) { return place }
      from = place + 1
    }
    return nil
  }

  /// Steps over the rest of a comment, its line end included, and returns the place behind it.
  private func skipComment(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let end = chunk[start...].firstIndex(where: isLineEnd) else { return chunk.count }
    isInComment = false
    isAtLineStart = true
    sink.pointee.commentEnded(withReturn: chunk[end] == UInt8(ascii: "\r"))
    return end + 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}

@c
private func fieldEnded(
  _ field: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let field, let context else { return }
  context.assumingMemoryBound(to: FieldSink.self).pointee.append(field, count)
}

@c
private func quotedFieldEnded(
  _ field: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let field, let context else { return }
  let sink = context.assumingMemoryBound(to: FieldSink.self)
  sink.pointee.append(field, count)
  sink.pointee.line += lineEnds(
    in: UnsafeBufferPointer(start: field.assumingMemoryBound(to: UInt8.self), count: count))
}

/// Called at the end of a record, and at the end of an empty line with no column before it.
@c
private func recordEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  let sink = context.assumingMemoryBound(to: FieldSink.self)
  if sink.pointee.column == 0 {
    // The second half of CR LF ends no further line.
    if terminator == CSV_LF, sink.pointee.endedWithReturn {
      sink.pointee.endedWithReturn = false
      return
    }
  } else {
    if sink.pointee.column > sink.pointee.columnLimit {
      sink.pointee.wideLine = sink.pointee.wideLine ?? sink.pointee.recordLine
    }
    sink.pointee.row.pointee = RecordBatch.Row(
      endField: UInt32(truncatingIfNeeded: sink.pointee.nextEnd - sink.pointee.ends),
      columns: UInt32(truncatingIfNeeded: sink.pointee.column),
      line: UInt32(truncatingIfNeeded: sink.pointee.recordLine - sink.pointee.firstLine))
    sink.pointee.row += 1
    sink.pointee.column = 0
  }
  sink.pointee.endedWithReturn = terminator == CSV_CR
  sink.pointee.line += 1
  sink.pointee.recordLine = sink.pointee.line
}
