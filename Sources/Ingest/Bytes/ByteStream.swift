/// The bytes of an input, unpacked, once, from the first to the last.
final class ByteStream {
  static let headLimit = 64 * 1024

  private let stored: StoredBytes
  private var unpacker: Unpacker?
  /// The beginning, which is read again by `read(into:)`.
  private(set) var head: [UInt8] = []
  /// Whether the head is everything there is.
  private(set) var isWholeHead = false
  private var headOffset = 0
  private var deliveredCount = 0

  /// Opens an input and reads its head.
  init(_ input: Input, limits: UnpackLimits = UnpackLimits()) throws(ImportError) {
    stored = try StoredBytes(input)
    if let member = try ZipDirectory.member(of: input, stored) {
      let unpacker = try Unpacker(stored, member, limits: limits)
      self.unpacker = unpacker
      head = try filled { (buffer) throws(ImportError) in try unpacker.read(into: buffer) }
      isWholeHead = head.count < Self.headLimit
      return
    }
    let beginning = try filled { (buffer) throws(ImportError) in try stored.read(into: buffer) }
    guard let compression = Compression(beginning) else {
      (head, isWholeHead) = (beginning, beginning.count < Self.headLimit)
      return
    }
    let unpacker = try Unpacker(stored, beginning: beginning, compression, limits: limits)
    self.unpacker = unpacker
    head = try filled { (buffer) throws(ImportError) in try unpacker.read(into: buffer) }
    isWholeHead = head.count < Self.headLimit
  }

  /// How the stored bytes are compressed; `nil` when they are not.
  var compression: Compression? { unpacker?.compression }

  /// Whether the digest is that of the stored bytes, and not of what `read` gives.
  var hasOwnDigest: Bool { unpacker?.isOfWholeInput ?? false }

  /// The number of stored bytes, or of those of one file among others, when it is known.
  var totalCount: Int? { stored.totalCount }

  /// The number of these bytes behind what was handed out so far.
  var readCount: Int { hasOwnDigest ? stored.readCount : deliveredCount }

  /// The digest of the stored bytes, once all were read, when `hasOwnDigest`.
  var sha256: String? { hasOwnDigest ? unpacker?.sha256 : nil }

  /// Fills as much of the buffer as there is to read; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let count = try readNext(into: buffer)
    deliveredCount += count
    return count
  }

  private func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard headOffset < head.count else {
      if let unpacker { return try unpacker.read(into: buffer) }
      return try stored.read(into: buffer)
    }
    let count = min(buffer.count, head.count - headOffset)
    head.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[headOffset...].prefix(count)))
    }
    headOffset += count
    return count
  }
}

/// As many bytes as a head has, or all there are.
private func filled(
  _ read: (UnsafeMutableRawBufferPointer) throws(ImportError) -> Int
) throws(ImportError) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: ByteStream.headLimit)
  var filled = 0
  while filled < bytes.count {
    let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ImportError) in
      try read(.init(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
    }
    if count == 0 { break }
    filled += count
  }
  return Array(bytes.prefix(filled))
}
