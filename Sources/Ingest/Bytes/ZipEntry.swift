/// A file in a zip archive: the first one, as the header before it says, or one that the directory
/// lists (PKWARE APPNOTE 6.3.10, 4.3.7 and 4.3.12).
///
/// The name that the archive gives it is no path of the disk.
struct ZipEntry {
  /// The bytes before the packed ones.
  let headerCount: Int
  /// The number of bytes, when they are stored as they are instead of being packed.
  let storedCount: Int?
  /// Whether check value and sizes stand behind the bytes instead of in the header.
  private let hasDescriptor: Bool
  /// Whether the directory was asked, so that all is known before the bytes.
  let isListed: Bool
  private let checkValue: UInt32

  /// The most bytes that have to be looked at behind the packed ones.
  static let trailerCount = 28

  static let mark = Array("PK\u{3}\u{4}".utf8)
  private static let directoryMark = Array("PK\u{1}\u{2}".utf8)
  private static let descriptorMark = Array("PK\u{7}\u{8}".utf8)

  /// Reads the header with which an archive begins.
  init(_ bytes: [UInt8], name: String) throws(ImportError) {
    guard bytes.count >= 30 else { throw .packed(name, .truncated) }
    let flags = littleEndian(bytes, at: 6, bytes: 2)
    let method = littleEndian(bytes, at: 8, bytes: 2)
    let nameCount = littleEndian(bytes, at: 26, bytes: 2)
    headerCount = 30 + nameCount + littleEndian(bytes, at: 28, bytes: 2)
    guard headerCount <= bytes.count else { throw .packed(name, .damaged("its header is cut")) }
    try refuseWorkbooks(String(decoding: bytes[30..<30 + nameCount], as: UTF8.self), name: name)
    hasDescriptor = flags & 8 != 0
    isListed = false
    checkValue = UInt32(littleEndian(bytes, at: 14, bytes: 4))
    guard flags & 1 == 0 else { throw .packed(name, .encrypted) }
    switch method {
    case 8: storedCount = nil
    case 0 where !hasDescriptor: storedCount = littleEndian(bytes, at: 22, bytes: 4)
    default: throw .packed(name, .method(method))
    }
  }

  /// A file that the directory lists.
  init(_ member: ZipDirectory.Member, name: String) throws(ImportError) {
    guard !member.isEncrypted else { throw .packed(name, .encrypted) }
    guard member.method == 0 || member.method == 8 else {
      throw .packed(name, .method(member.method))
    }
    headerCount = 0
    storedCount = member.method == 0 ? member.packedCount : nil
    hasDescriptor = false
    isListed = true
    checkValue = member.checkValue
  }

  /// Checks the CRC-32 of a file that the directory lists.
  func check(_ value: UInt32) throws(UnpackFailure) {
    guard value == checkValue else { throw .damaged("incorrect data check") }
  }

  /// Checks what follows the bytes of the file, of which `value` is the CRC-32: nothing but the
  /// archive's directory may.
  func check(_ trailer: [UInt8], _ value: UInt32) throws(UnpackFailure) {
    var (expected, ends) = (checkValue, [0])
    if hasDescriptor {
      // The mark before the descriptor may be left out, and sizes have four or eight bytes.
      let start = trailer.starts(with: Self.descriptorMark) ? 4 : 0
      guard trailer.count >= start + 4 else { throw .truncated }
      (expected, ends) = (
        UInt32(littleEndian(trailer, at: start, bytes: 4)), [start + 12, start + 20]
      )
    }
    guard value == expected else { throw .damaged("incorrect data check") }
    let rests = ends.map { trailer.dropFirst($0) }
    if rests.contains(where: { $0.starts(with: Self.directoryMark) }) { return }
    if rests.contains(where: { $0.starts(with: Self.mark) }) { throw .severalFiles([]) }
    throw trailer.count < Self.trailerCount
      ? .truncated : .damaged("its directory does not follow the file")
  }
}

/// Office documents are archives as well, and hold no table in a file of its own.
func refuseWorkbooks(_ first: String, name: String) throws(ImportError) {
  let starts = ["[Content_Types].xml", "_rels/", "docProps/", "xl/", "mimetype"]
  guard starts.contains(where: first.hasPrefix) else { return }
  throw .notText(
    name, kind: "a workbook of Excel or another spreadsheet", remedy: "save the sheet as CSV")
}

/// A number whose lowest byte comes first.
func littleEndian(
  _ bytes: some RandomAccessCollection<UInt8>, at offset: Int, bytes count: Int
) -> Int {
  bytes.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
}
