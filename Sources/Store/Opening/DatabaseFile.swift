import Foundation

/// A look at a file before SQLite opens it, so that a file of another program is never touched.
struct DatabaseFile {
  enum Content: Equatable {
    case nothing
    /// A SQLite database with the numbers of its header.
    case database(applicationID: UInt32, schema: Int)
  }

  let path: String

  /// Reads the header.
  ///
  /// Throws `StoreError.notADatabase` for a folder, a file that cannot be read, or a file of
  /// another format.
  func content() throws -> Content {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .nothing
    }
    if isFolder.boolValue { throw StoreError.notADatabase(path: path, found: "it is a folder") }
    let header = try header()
    if header.isEmpty { return .nothing }
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == Self.headerSize
    else { throw StoreError.notADatabase(path: path, found: "it is a file of another format") }
    return .database(
      applicationID: bigEndian(header, at: 68), schema: Int(bigEndian(header, at: 60)))
  }

  // https://www.sqlite.org/fileformat.html, section 1.3
  private static let headerSize = 100

  private func header() throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unreadable() }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.headerSize)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          file, UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).baseAddress,
          Self.headerSize - filled, off_t(filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable() }
      if count == 0 { break }
      filled += count
    }
    return Array(bytes.prefix(filled))
  }

  private func unreadable() -> StoreError {
    .notADatabase(path: path, found: "it cannot be read: \(String(cString: strerror(errno)))")
  }

  private func bigEndian(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
