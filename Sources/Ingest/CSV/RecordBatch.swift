/// The records that ended within one chunk of text: their kept fields end to end, without
/// delimiters and quotes.
///
/// One producer fills it and one consumer reads it, never both at a time.
final class RecordBatch {
  /// One record.
  struct Row: BitwiseCopyable {
    /// The number of kept fields of the batch up to and including this record.
    var endField: UInt32
    /// The number of columns of the record, kept or not.
    var columns: UInt32
    /// The record's first physical line, counted from the batch's `firstLine`.
    var line: UInt32
  }

  /// Bytes after a field that may be read, and bytes after the text that may be written.
  static let padding = 64

  private(set) var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: padding)
  /// Field `i` is `bytes[ends[i]..<ends[i + 1]]`.
  private(set) var ends = UnsafeMutablePointer<UInt32>.allocate(capacity: 2)
  private(set) var rows = UnsafeMutablePointer<Row>.allocate(capacity: 1)
  /// The chunk as it was in the file, for the digest.
  private(set) var chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 16)
  private var byteCapacity = 0
  private var fieldCapacity = 0

  /// The number of bytes of `chunk` that were read.
  var chunkCount = 0
  /// The number of bytes of the input that were read up to and including this batch.
  var readCount = 0
  var rowCount = 0
  /// Counted from 1, a header included.
  var firstRecord = 1
  /// Counted from 1.
  var firstLine = 1
  /// Why nothing follows this batch, when that is not the end of the text.
  var failure: ImportError?
  var isLast = false

  deinit {
    bytes.deallocate()
    ends.deallocate()
    rows.deallocate()
    chunk.deallocate()
  }

  /// Makes room for a chunk of the file.
  func reserveChunk(_ count: Int) {
    guard chunk.count < count else { return }
    chunk.deallocate()
    chunk = .allocate(byteCount: count, alignment: 16)
  }

  /// Makes room for what one chunk can hold beside what is carried over, and forgets the rest.
  func reset(bytes byteCount: Int, fields fieldCount: Int) {
    if byteCapacity < byteCount {
      bytes.deallocate()
      byteCapacity = byteCount
      bytes = .allocate(capacity: byteCount + Self.padding)
    }
    if fieldCapacity < fieldCount {
      ends.deallocate()
      rows.deallocate()
      fieldCapacity = fieldCount
      ends = .allocate(capacity: fieldCount + 2)
      rows = .allocate(capacity: fieldCount + 2)
    }
    ends[0] = 0
    rowCount = 0
    failure = nil
    isLast = false
  }

  /// The index of the first kept field of a record.
  func firstField(ofRow row: Int) -> Int { row == 0 ? 0 : Int(rows[row - 1].endField) }

  /// The bytes of a kept field.
  func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(ends[index])
    return UnsafeBufferPointer(start: bytes + start, count: Int(ends[index + 1]) - start)
  }

  /// The kept fields of a record.
  func fields(ofRow row: Int) -> [UnsafeBufferPointer<UInt8>] {
    (firstField(ofRow: row)..<Int(rows[row].endField)).map(field)
  }

  func position(ofRow row: Int) -> Position {
    Position(line: firstLine + Int(rows[row].line), record: firstRecord + row)
  }
}

/// Where a record is: its first physical line and its number, both counted from 1.
struct Position: Hashable, Sendable {
  var line: Int
  var record: Int
}

extension Position: CustomStringConvertible {
  var description: String { line == record ? "line \(line)" : "line \(line) (record \(record))" }
}
