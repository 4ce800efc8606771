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
  /// The batch that holds the beginning of an unfinished record.
  private var latest = RecordBatch()
  private var record = 1
  private var bytesSinceRecord = 0

  /// A parser that keeps the fields of the columns for which `keeps` says so.
  init(delimiter: UInt8, limits: CSVLimits = CSVLimits(), keeps: (Int) -> Bool = { _ in true }) {
    self.limits = limits
    // The last entry stands for every column beyond the limit.
    kept = .allocate(capacity: limits.columns + 1)
    for column in 0..<limits.columns { kept[column] = keeps(column) ? 1 : 0 }
    kept[limits.columns] = 0
    // Reporting every line end, also those of empty lines, makes it possible to count lines.
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL))
    csv_set_delim(parser, delimiter)
    // Any block is longer than the 16 bytes that the callback reads at once.
    csv_set_blk_size(parser, 4096)
    latest.reset(bytes: 0, fields: 0)
    sink.initialize(to: FieldSink(kept: kept, limits: limits, batch: latest))
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
    guard let base = chunk.baseAddress, !chunk.isEmpty else { return }
    let rowBefore = sink.pointee.row
    // Fields can hold line ends only where there are quotes, so most chunks need not be searched
    // for them.
    let mayQuote = parser.pointee.quoted != 0 || memchr(base, Int32(CSV_QUOTE), chunk.count) != nil
    let consumed =
      mayQuote
      ? csv_parse(parser, base, chunk.count, quotedFieldEnded, recordEnded, sink)
      : csv_parse(parser, base, chunk.count, fieldEnded, recordEnded, sink)
    bytesSinceRecord = rowBefore == sink.pointee.row ? bytesSinceRecord + chunk.count : 0
    if consumed < chunk.count { throw failure() }
    try checkLimits()
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
    let open = UnsafePointer(parser.pointee.entry_buf)
    let within = open.map { lineEnds(in: $0, count: Int(parser.pointee.entry_pos)) } ?? 0
    return .strayQuote(line: opened + within, opened: opened)
  }
}

/// What the callbacks know: where the next field goes, and which line they are on.
private struct FieldSink {
  let kept: UnsafeMutablePointer<UInt8>
  let columnLimit: Int
  let fieldLimit: Int
  var bytes: UnsafeMutablePointer<UInt8>
  var cursor: UnsafeMutablePointer<UInt8>
  var ends: UnsafeMutablePointer<UInt32>
  var nextEnd: UnsafeMutablePointer<UInt32>
  var row: UnsafeMutablePointer<RecordBatch.Row>
  /// The number of columns of the current record so far.
  var column = 0
  /// The line on which the next field begins.
  var line = 1
  /// The line on which the current record began.
  var recordLine = 1
  /// The batch's `firstLine`.
  var firstLine = 1
  var endedWithReturn = false
  /// The line of a record with too many columns, and of a field with too many bytes.
  var wideLine: Int?
  var longLine: Int?

  init(kept: UnsafeMutablePointer<UInt8>, limits: CSVLimits, batch: RecordBatch) {
    self.kept = kept
    columnLimit = limits.columns
    fieldLimit = limits.fieldBytes
    bytes = batch.bytes
    cursor = batch.bytes
    ends = batch.ends
    nextEnd = batch.ends
    row = batch.rows
  }

  /// Appends behind what the batch already holds of the current record.
  mutating func point(to batch: RecordBatch, fields: Int, bytes count: Int) {
    bytes = batch.bytes
    cursor = batch.bytes + count
    ends = batch.ends
    nextEnd = batch.ends + fields
    row = batch.rows
    firstLine = recordLine
  }

  @inline(__always)
  mutating func append(_ field: UnsafeMutableRawPointer, _ count: Int) {
    let place = column
    column = place &+ 1
    guard kept[min(place, columnLimit)] != 0 else { return }
    // Most fields are short. One load and one store of 16 bytes, most of them of no meaning, cost
    // less than a call to memcpy.
    if count <= 16 {
      UnsafeMutableRawPointer(cursor).storeBytes(
        of: field.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    } else {
      appendLong(field, count)
    }
    cursor += count
    nextEnd += 1
    nextEnd.pointee = UInt32(truncatingIfNeeded: cursor - bytes)
  }

  @inline(never)
  private mutating func appendLong(_ field: UnsafeMutableRawPointer, _ count: Int) {
    memcpy(cursor, field, count)
    if count > fieldLimit { longLine = longLine ?? line }
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
  sink.pointee.line += lineEnds(in: field.assumingMemoryBound(to: UInt8.self), count: count)
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

/// The number of line ends in a text: LF, CR LF and CR count one each.
private func lineEnds(in text: UnsafePointer<UInt8>, count: Int) -> Int {
  var ends = 0
  for index in 0..<count {
    if text[index] == UInt8(ascii: "\n") {
      ends += 1
    } else if text[index] == UInt8(ascii: "\r"),
      index + 1 == count || text[index + 1] != UInt8(ascii: "\n")
    {
      ends += 1
    }
  }
  return ends
}
