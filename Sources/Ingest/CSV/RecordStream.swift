import Digest
import Foundation
import Synchronization

/// Reads an input's records in batches, parsing on a thread of its own while the caller's thread
/// decodes.
///
/// A few batches go round between the two, so that memory stays bounded whatever the file's
/// length and nothing is allocated once they have grown to their size.
final class RecordStream {
  /// How far the reading is.
  struct Progress {
    var bytes = 0
    var records = 0
  }

  static let chunkSize = 256 * 1024

  private let stream: ByteStream
  private let table: TableText
  private let ring: BatchRing
  private let digest = SHA256()
  private(set) var progress = Progress()
  /// The digest of every byte, once all were read.
  private(set) var sha256 = ""

  /// A stream that keeps the fields of the columns for which `keeps` says so.
  init(
    _ stream: ByteStream, name: String, dialect: Dialect, decoder: TextDecoder,
    chunkSize: Int = RecordStream.chunkSize, keeps: (Int) -> Bool = { _ in true }
  ) {
    self.stream = stream
    table = TableText(dialect, decoder: decoder, keeps: keeps)
    ring = BatchRing(stream: stream, table: table, name: name, chunkSize: chunkSize)
  }

  /// Calls the body with one batch after the other; to be called once.
  ///
  /// The body must not keep the batch, which is filled anew when it returns.
  func forEachBatch(_ body: (RecordBatch) throws(ImportError) -> Void) throws(ImportError) {
    ring.start()
    defer { ring.stop() }
    while true {
      let batch = ring.next()
      if !stream.hasOwnDigest {
        digest.update(.init(rebasing: batch.chunk[..<batch.chunkCount]))
      }
      progress.bytes = batch.readCount
      progress.records += batch.rowCount
      try body(batch)
      if let failure = batch.failure { throw failure }
      if batch.isLast { break }
      ring.recycle()
    }
    sha256 = stream.sha256 ?? digest.finish()
  }

  /// What the reader of the values should know, once all records were read.
  var warnings: [Warning] { table.decoder.warnings }

  /// What was left aside, one sentence each, once all records were read.
  var notes: [String] {
    let count = table.parser.commentCount
    return count == 0
      ? [] : ["\(count) line\(count == 1 ? "" : "s") of comment left aside (they begin with #)"]
  }
}

/// The batches on their way round: filled by the parser's thread, emptied by the caller's.
private final class BatchRing: @unchecked Sendable {
  // The semaphores order every access: a batch belongs to one thread at a time.
  private let batches = (0..<4).map { _ in RecordBatch() }
  private let empty: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)
  private let finished = DispatchSemaphore(value: 0)
  private let stream: ByteStream
  private let table: TableText
  private let name: String
  private let chunkSize: Int
  private let isStopping = Mutex(false)
  private var hasThread = false
  private var taken = 0

  init(stream: ByteStream, table: TableText, name: String, chunkSize: Int) {
    self.stream = stream
    self.table = table
    self.name = name
    self.chunkSize = chunkSize
    // Semaphores must not be destroyed below the value they were created with.
    empty = DispatchSemaphore(value: 0)
    for _ in batches { empty.signal() }
  }

  func start() {
    hasThread = OwnThread.start { [self] in
      fill()
      finished.signal()
    }
  }

  /// The next batch; without a parser's thread it is parsed by the caller's.
  func next() -> RecordBatch {
    guard hasThread else {
      _ = fill(batches[0])
      return batches[0]
    }
    filled.wait()
    defer { taken += 1 }
    return batches[taken % batches.count]
  }

  func recycle() { empty.signal() }

  /// Ends the parser's thread, wherever it is.
  func stop() {
    guard hasThread else { return }
    isStopping.withLock { $0 = true }
    empty.signal()
    finished.wait()
  }

  private func fill() {
    var count = 0
    while true {
      empty.wait()
      if isStopping.withLock({ $0 }) { return }
      let batch = batches[count % batches.count]
      let goesOn = fill(batch)
      count += 1
      filled.signal()
      if !goesOn { return }
    }
  }

  /// Fills a batch with the next chunk's records, and tells whether another can follow.
  private func fill(_ batch: RecordBatch) -> Bool {
    batch.reserveChunk(chunkSize)
    do throws(ImportError) {
      batch.chunkCount = try stream.read(into: batch.chunk)
      batch.readCount = stream.readCount
      do throws(CSVFailure) {
        let isEnd = batch.chunkCount == 0
        if isEnd, try table.finish(into: batch) {
          batch.isLast = true
          return false
        }
        if !isEnd {
          try table.parse(.init(rebasing: batch.chunk[..<batch.chunkCount]), into: batch)
        }
        return true
      } catch { throw .malformed(name, error) }
    } catch {
      batch.failure = error
      return false
    }
  }
}
