import Foundation
import MarketData
import Store

/// A database in a folder of its own that is removed with this object.
final class TemporaryDatabase {
  let folder: URL
  var path: String { folder.appendingPathComponent("test.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reaction-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open(_ mode: ReactionDatabase.Mode = .create) throws -> ReactionDatabase {
    try ReactionDatabase(path: path, mode: mode)
  }

  /// Overwrites bytes of the closed file.
  func overwrite(at offset: Int, _ bytes: [UInt8]) throws {
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    data.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    try data.write(to: URL(fileURLWithPath: path))
  }
}

extension ReactionDatabase {
  /// Imports a batch whose digest is `sha256`, by default one never seen before.
  @discardableResult
  func importing(
    _ kind: BatchKind = .prices, sha256: String = UUID().uuidString, list: String? = nil,
    _ body: (BatchWriter) throws -> Void
  ) throws -> BatchOutcome {
    let header = BatchHeader(
      kind: kind, source: "file.csv", list: list, importedAt: "2025-06-06T00:00:00Z")
    return try importBatch(header) { writer in
      try body(writer)
      return BatchEnd(sha256: sha256, byteCount: 100, rejected: 2)
    }
  }
}

extension BatchOutcome {
  var imported: ImportedBatch? { if case .imported(let batch) = self { batch } else { nil } }
}

/// Bars of closes in hundredths at the given times.
func closes(_ times: [Int64], _ hundredths: [Int32]) -> Bars {
  Bars(times: times, close: .scaled(hundredths, decimals: 2))
}

/// The error that `body` throws, as a store error.
func storeError(_ body: () throws -> Void) -> StoreError? {
  do { try body() } catch { return error as? StoreError }
  return nil
}
