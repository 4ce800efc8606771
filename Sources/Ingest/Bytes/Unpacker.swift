import CZlib
import Digest

/// The formats in which files may be compressed.
public enum Compression: String, Hashable, Sendable {
  case gzip, zip

  /// The format of a file that begins with these bytes.
  init?(_ head: [UInt8]) {
    if head.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if head.starts(with: ZipEntry.mark) {
      self = .zip
    } else {
      return nil
    }
  }
}

/// Unpacks a file while it is read, in constant memory: all members of a gzip file, which follow
/// each other, or a file of a zip archive.
///
/// The only file that imports zlib. What stands behind the last member of a gzip file is left
/// aside.
final class Unpacker {
  private static let blockSize = 64 * 1024

  let compression: Compression
  private let entry: ZipEntry?
  private let stored: StoredBytes
  private let limits: UnpackLimits
  private let stream: UnsafeMutablePointer<z_stream>
  private let block: UnsafeMutableRawBufferPointer
  private let digest = SHA256()
  private var unpackedCount = 0
  private var checkValue: UInt = 0
  private var isInsideMember = true
  private var isAtEnd = false
  /// The digest of the packed bytes, once all were read.
  private(set) var sha256 = ""
  /// Whether what is unpacked is all of the input, and not one file among others.
  var isOfWholeInput: Bool { entry?.isListed != true }

  /// Unpacks bytes whose beginning, a block at most, was already read.
  convenience init(
    _ stored: StoredBytes, beginning: [UInt8], _ compression: Compression, limits: UnpackLimits
  ) throws(ImportError) {
    let entry = compression == .zip ? try ZipEntry(beginning, name: stored.name) : nil
    try self.init(stored, beginning: beginning, compression, entry, limits: limits)
  }

  /// Unpacks a file that an archive's directory lists.
  convenience init(
    _ stored: StoredBytes, _ member: ZipDirectory.Member, limits: UnpackLimits
  ) throws(ImportError) {
    let entry = try ZipEntry(member, name: stored.name)
    try stored.begin(at: member.start(in: stored), count: member.count)
    try self.init(stored, beginning: [], .zip, entry, limits: limits)
  }

  private init(
    _ stored: StoredBytes, beginning: [UInt8], _ compression: Compression, _ entry: ZipEntry?,
    limits: UnpackLimits
  ) throws(ImportError) {
    self.stored = stored
    self.limits = limits
    self.compression = compression
    self.entry = entry
    stream = .allocate(capacity: 1)
    block = .allocate(byteCount: max(Self.blockSize, beginning.count), alignment: 16)
    stream.initialize(to: z_stream())
    let status = compression == .zip ? zlib_begin_raw(stream) : zlib_begin_gzip(stream)
    guard status == Z_OK else {
      throw .unreadable(stored.name, reason: "not enough memory to unpack it")
    }
    block.copyBytes(from: beginning)
    offer(beginning.count)
    step(over: entry?.headerCount ?? 0)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    block.deallocate()
  }

  /// Fills the buffer as far as there is anything to unpack; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    var filled = 0
    while filled < buffer.count, !isAtEnd {
      if !isInsideMember, let entry, entry.isListed {
        try checking { () throws(UnpackFailure) in try entry.check(UInt32(checkValue)) }
        isAtEnd = true
        break
      }
      if stream.pointee.avail_in == 0, try !refill() { break }
      if isInsideMember {
        filled += try unpack(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        try checkLimits()
      } else {
        try endMember()
      }
    }
    return filled
  }

  /// Unpacks or copies the next bytes of a member.
  private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let count =
      if let size = entry?.storedCount { copy(into: buffer, rest: size - unpackedCount) } else {
        try inflate(into: buffer)
      }
    unpackedCount += count
    if entry != nil { checkValue = crc32_z(checkValue, buffer.baseAddress, count) }
    return count
  }

  private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let room = min(buffer.count, Int(UInt32.max))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isInsideMember = false
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
      throw .packed(stored.name, .damaged(reason))
    }
    return room - Int(stream.pointee.avail_out)
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer, rest: Int) -> Int {
    let count = min(buffer.count, rest, Int(stream.pointee.avail_in))
    buffer.copyMemory(
      from: UnsafeRawBufferPointer(start: stream.pointee.next_in, count: count))
    step(over: count)
    isInsideMember = count < rest
    return count
  }

  /// Goes on behind the end of a member.
  private func endMember() throws(ImportError) {
    if let entry {
      try endEntry(entry)
    } else if stream.pointee.next_in.pointee == 0x1F {
      inflateReset(stream)
      isInsideMember = true
    } else {
      while try refill() {}
    }
  }

  /// Looks at what follows the file of an archive, and reads to the end of the bytes.
  private func endEntry(_ entry: ZipEntry) throws(ImportError) {
    var trailer: [UInt8] = []
    while trailer.count < ZipEntry.trailerCount {
      if stream.pointee.avail_in == 0, try !refill() { break }
      let count = min(ZipEntry.trailerCount - trailer.count, Int(stream.pointee.avail_in))
      trailer += UnsafeRawBufferPointer(start: stream.pointee.next_in, count: count)
      step(over: count)
    }
    try checking { () throws(UnpackFailure) in try entry.check(trailer, UInt32(checkValue)) }
    while try refill() {}
  }

  private func checking(_ body: () throws(UnpackFailure) -> Void) throws(ImportError) {
    do throws(UnpackFailure) { try body() } catch { throw .packed(stored.name, error) }
  }

  /// Offers the next block to zlib, or ends the reading when there is none.
  private func refill() throws(ImportError) -> Bool {
    let count = try stored.read(into: block)
    if count > 0 {
      offer(count)
      return true
    }
    if isInsideMember { throw .packed(stored.name, .truncated) }
    if !isAtEnd { sha256 = digest.finish() }
    isAtEnd = true
    return false
  }

  private func offer(_ count: Int) {
    digest.update(.init(rebasing: block[..<count]))
    stream.pointee.next_in = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func step(over count: Int) {
    stream.pointee.next_in += count
    stream.pointee.avail_in -= UInt32(count)
  }

  private func checkLimits() throws(ImportError) {
    if unpackedCount > limits.bytes { throw .packed(stored.name, .size(limit: limits.bytes)) }
    let packed = stored.readCount - Int(stream.pointee.avail_in)
    if unpackedCount > limits.freeBytes, unpackedCount > limits.ratio * packed {
      throw .packed(stored.name, .ratio(limit: limits.ratio))
    }
  }
}
