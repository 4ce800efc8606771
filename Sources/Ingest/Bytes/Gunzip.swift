import CZlib
import Digest

/// Unpacks a gzip file while it is read, in constant memory.
///
/// The only file that imports zlib. A file may consist of several members, which follow each
/// other; what stands behind the last one is left aside.
final class Gunzip {
  private static let blockSize = 64 * 1024

  private let stored: StoredBytes
  private let limits: UnpackLimits
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let block: UnsafeMutableRawBufferPointer
  private let digest = SHA256()
  private var unpackedCount = 0
  private var isInsideMember = true
  private var isAtEnd = false
  /// The digest of the packed bytes, once all were read.
  private(set) var sha256 = ""

  /// Unpacks bytes whose beginning, a block at most, was already read.
  init(_ stored: StoredBytes, beginning: [UInt8], limits: UnpackLimits) throws(ImportError) {
    self.stored = stored
    self.limits = limits
    block = .allocate(byteCount: max(Self.blockSize, beginning.count), alignment: 16)
    stream.initialize(to: z_stream())
    guard zlib_begin_gzip(stream) == Z_OK else {
      throw .unreadable(stored.name, reason: "not enough memory to unpack it")
    }
    block.copyBytes(from: beginning)
    offer(beginning.count)
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
      if stream.pointee.avail_in == 0, try !refill() { break }
      if isInsideMember {
        filled += try inflate(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        try checkLimits()
      } else {
        try beginMember()
      }
    }
    return filled
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
    let count = room - Int(stream.pointee.avail_out)
    unpackedCount += count
    return count
  }

  /// Begins the next member when there is one, and leaves anything else aside.
  private func beginMember() throws(ImportError) {
    if stream.pointee.next_in.pointee == 0x1F {
      inflateReset(stream)
      isInsideMember = true
    } else {
      while try refill() {}
    }
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

  private func checkLimits() throws(ImportError) {
    if unpackedCount > limits.bytes { throw .packed(stored.name, .size(limit: limits.bytes)) }
    let packed = stored.readCount - Int(stream.pointee.avail_in)
    if unpackedCount > limits.freeBytes, unpackedCount > limits.ratio * packed {
      throw .packed(stored.name, .ratio(limit: limits.ratio))
    }
  }
}

/// The largest sizes unpacked; beyond them a file is refused instead of filling disk and memory.
struct UnpackLimits: Sendable {
  var bytes = 4 << 30
  /// The number of bytes that one packed byte may become on average.
  var ratio = 200
  /// The size up to which the ratio does not matter.
  var freeBytes = 1 << 20
}

/// Why a compressed file cannot be read.
public enum UnpackFailure: Error, Hashable, Sendable {
  /// The packed bytes contradict themselves; zlib's word for it.
  case damaged(String)
  /// The file ends before its contents do.
  case truncated
  /// One packed byte became more bytes than allowed.
  case ratio(limit: Int)
  /// More unpacked bytes than allowed.
  case size(limit: Int)
}

extension UnpackFailure: CustomStringConvertible {
  /// The failure in words, the input's name left to the caller.
  public var description: String {
    switch self {
    case .damaged(let reason): "the gzip data is damaged: \(reason)"
    case .truncated: "the gzip data ends before its contents do; fetch the file again"
    case .ratio(let limit):
      "unpacks to more than \(limit) times its size, the limit; unpack it first if it is wanted"
    case .size(let limit):
      "unpacks to more than \(limit) bytes, the limit; unpack and split it first"
    }
  }
}
