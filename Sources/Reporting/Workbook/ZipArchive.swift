/// A zip archive as it is written (PKWARE APPNOTE 6.3.10, 4.3): files one after the other, then their
/// directory.
///
/// All files are of 1980-01-01, the first day that the format knows, so that the same files are the
/// same bytes.
struct ZipArchive {
  private static let newYear1980 = 1 << 5 | 1
  private static let namesAreUTF8 = 1 << 11
  private static let deflated = 8
  private static let version = 20

  private var directory: [UInt8] = []
  private var fileCount = 0
  private var offset = 0

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - name: The file's path in the archive.
  ///   - sink: Where the archive goes.
  ///   - content: Writes the file's bytes.
  mutating func add(
    _ name: String, to sink: inout ByteSink, _ content: (inout ByteSink) throws -> Void
  ) throws {
    let deflater = Deflater()
    var file = ByteSink { deflater.append($0) }
    try content(&file)
    try file.flush()
    deflater.finish()
    guard max(deflater.count, offset + deflater.packed.count) < UInt32.max else {
      throw WorkbookProblem.archiveTooLarge
    }
    let name = Array(name.utf8)
    let facts = Self.facts(of: deflater, nameCount: name.count)
    sink.append(Array("PK\u{3}\u{4}".utf8) + facts + name)
    try sink.endRow(deflater.packed)
    directory += Array("PK\u{1}\u{2}".utf8) + bytes(Self.version, 2) + facts
    // No comment, the first disk, no attributes.
    directory += bytes(0, 10) + bytes(offset, 4) + name
    fileCount += 1
    offset += 4 + facts.count + name.count + deflater.packed.count
  }

  /// What the header before a file and its entry in the directory have in common.
  private static func facts(of file: Deflater, nameCount: Int) -> [UInt8] {
    let settings = [version, namesAreUTF8, deflated, 0, newYear1980].flatMap { bytes($0, 2) }
    let sizes = [Int(file.checkValue), file.packed.count, file.count].flatMap { bytes($0, 4) }
    return settings + sizes + bytes(nameCount, 2) + bytes(0, 2)
  }

  /// Ends the archive with its directory.
  func finish(to sink: inout ByteSink) throws {
    let counts = bytes(fileCount, 2) + bytes(fileCount, 2)
    let place = bytes(directory.count, 4) + bytes(offset, 4)
    sink.append(directory)
    try sink.endRow(Array("PK\u{5}\u{6}".utf8) + bytes(0, 4) + counts + place + bytes(0, 2))
  }
}

/// A whole number in so many bytes, the lowest first.
private func bytes(_ number: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
