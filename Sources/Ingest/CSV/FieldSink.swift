import Foundation

/// What the callbacks know: where the next field goes, and which line they are on.
struct FieldSink {
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
  var line: Int
  /// The line on which the current record began.
  var recordLine: Int
  /// The batch's `firstLine`.
  var firstLine: Int
  var endedWithReturn = false
  /// The line of a record with too many columns, and of a field with too many bytes.
  var wideLine: Int?
  var longLine: Int?

  init(
    kept: UnsafeMutablePointer<UInt8>, limits: CSVLimits, batch: RecordBatch, firstLine: Int
  ) {
    self.kept = kept
    (line, recordLine, self.firstLine) = (firstLine, firstLine, firstLine)
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

  /// Counts the line of a comment, of which the parser sees nothing.
  mutating func commentEnded(withReturn: Bool) {
    endedWithReturn = withReturn
    line += 1
    recordLine = line
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
