/// The files of a zip archive, as the directory at its end lists them (PKWARE APPNOTE 6.3.10, 4.3.12
/// and 4.3.16).
struct ZipDirectory {
  /// A file of an archive.
  struct Member: Equatable {
    /// The name with its folders; no path of the disk.
    let name: String
    let isEncrypted: Bool
    let method: Int
    let checkValue: UInt32
    let packedCount: Int
    /// The number of bytes when it is unpacked.
    let count: Int
    let headerOffset: Int
  }

  /// The files, without folders and without what macOS adds to archives.
  let members: [Member]
  /// The number of all entries.
  let entryCount: Int
  /// The name of the first entry.
  private let firstName: String

  private static let endMark = Array("PK\u{5}\u{6}".utf8)
  private static let entryMark = Array("PK\u{1}\u{2}".utf8)
  private static let (endCount, headerCount) = (22, 46)
  /// More than an archive of 65,535 files needs, unless its names are longer than a screen.
  private static let mostBytes = 16 << 20

  /// Reads the directory; `nil` where there is none to be read: of a stream, of an archive that was
  /// cut, and of one in the form for more than 4 GiB or 65,535 files.
  init?(_ stored: StoredBytes) throws(ImportError) {
    guard let total = stored.totalCount,
      let place = try Self.place(stored, total), place.count <= Self.mostBytes
    else { return nil }
    let bytes = try stored.bytes(at: place.start, count: place.count)
    var (all, offset): ([Member], Int) = ([], 0)
    for _ in 0..<place.entries {
      guard let (member, count) = Self.entry(bytes[offset...]) else { return nil }
      all.append(member)
      offset += count
    }
    entryCount = all.count
    firstName = all.first?.name ?? ""
    members = all.filter { !$0.isLeftAside }
  }

  /// The directory of an archive whose files are asked for by name.
  init(archive: String, asked name: String) throws(ImportError) {
    guard let directory = try ZipDirectory(StoredBytes(.file(archive))) else {
      throw .packed(name, .noDirectory)
    }
    self = directory
  }

  /// The file that an input names, or the only one among what is left aside; `nil` when the input is
  /// not an archive of more than one entry.
  static func member(of input: Input, _ stored: StoredBytes) throws(ImportError) -> Member? {
    if case .member(_, let name) = input {
      guard let directory = try ZipDirectory(stored) else {
        throw .packed(input.name, .noDirectory)
      }
      // Of two files of one name the later one replaces the other, as it does when both are unpacked.
      if let member = directory.members.last(where: { $0.name == name }) { return member }
      throw .packed(input.name, .noMember(name, known: directory.members.map(\.name)))
    }
    guard stored.totalCount != nil, try stored.bytes(at: 0, count: 4) == ZipEntry.mark,
      let directory = try ZipDirectory(stored), directory.entryCount > 1
    else { return nil }
    try refuseWorkbooks(directory.firstName, name: input.name)
    guard !directory.members.isEmpty else { throw .empty(input.name) }
    if directory.members.count == 1 { return directory.members[0] }
    throw .packed(input.name, .severalFiles(directory.members.map(\.name)))
  }

  /// Where the directory is, as the record at the end of the archive says; a comment may follow it.
  private static func place(
    _ stored: StoredBytes, _ total: Int
  ) throws(ImportError) -> (start: Int, count: Int, entries: Int)? {
    let tail = try stored.bytes(at: max(0, total - endCount - 65_535), count: endCount + 65_535)
    for end in stride(from: tail.count - endCount, through: 0, by: -1)
    where tail[end...].starts(with: endMark) {
      let entries = littleEndian(tail, at: end + 10, bytes: 2)
      let count = littleEndian(tail, at: end + 12, bytes: 4)
      let start = littleEndian(tail, at: end + 16, bytes: 4)
      let isUsual = entries < 0xFFFF && start + count <= total
      return isUsual ? (start, count, entries) : nil
    }
    return nil
  }

  /// An entry and the number of its bytes.
  private static func entry(_ bytes: ArraySlice<UInt8>) -> (Member, Int)? {
    guard bytes.count >= headerCount, bytes.starts(with: entryMark) else { return nil }
    func field(_ offset: Int, _ count: Int) -> Int {
      littleEndian(bytes, at: offset, bytes: count)
    }
    let nameCount = field(28, 2)
    let count = headerCount + nameCount + field(30, 2) + field(32, 2)
    guard bytes.count >= count else { return nil }
    let name = bytes.dropFirst(headerCount).prefix(nameCount)
    let (packedCount, headerOffset) = (field(20, 4), field(42, 4))
    guard packedCount < 0xFFFF_FFFF, headerOffset < 0xFFFF_FFFF else { return nil }
    let member = Member(
      name: String(decoding: name, as: UTF8.self), isEncrypted: field(8, 2) & 1 != 0,
      method: field(10, 2), checkValue: UInt32(field(16, 4)), packedCount: packedCount,
      count: field(24, 4),
      headerOffset: headerOffset)
    return (member, count)
  }
}

extension ZipDirectory.Member {
  /// Whether it is a folder, or one of the files that macOS adds for itself.
  fileprivate var isLeftAside: Bool {
    name.hasSuffix("/") || name.hasPrefix("__MACOSX/") || name == ".DS_Store"
      || name.hasSuffix("/.DS_Store")
  }

  /// Where the packed bytes begin: behind a header whose name and further fields have lengths of
  /// their own.
  func start(in stored: StoredBytes) throws(ImportError) -> Int {
    let header = try stored.bytes(at: headerOffset, count: 30)
    guard header.count == 30, header.starts(with: ZipEntry.mark) else {
      throw .packed(stored.name, .damaged("no file begins where its directory says"))
    }
    return headerOffset + 30 + littleEndian(header, at: 26, bytes: 2)
      + littleEndian(header, at: 28, bytes: 2)
  }
}
