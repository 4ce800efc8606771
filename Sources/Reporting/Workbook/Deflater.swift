import CZlib

/// Packs bytes as zip archives hold them (RFC 1951), and keeps their number and check value.
///
/// The only file of this target that imports zlib.
final class Deflater {
  private static let blockSize = 64 * 1024

  /// The packed bytes so far; all of them after ``finish()``.
  private(set) var packed: [UInt8] = []
  /// The number of bytes that were packed.
  private(set) var count = 0
  private var check: UInt = 0
  private let stream: UnsafeMutablePointer<z_stream>
  private var block = [UInt8](repeating: 0, count: blockSize)

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = zlib_begin_packing(stream)
    precondition(status == Z_OK, "not enough memory to pack a file")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// The CRC-32 of what was packed.
  var checkValue: UInt32 { UInt32(truncatingIfNeeded: check) }

  /// Packs further bytes.
  func append(_ bytes: [UInt8]) {
    // zlib starts over where there is nothing to read.
    guard !bytes.isEmpty else { return }
    check = crc32_z(check, bytes, bytes.count)
    count += bytes.count
    pack(bytes, Z_NO_FLUSH)
  }

  /// Ends the packing.
  func finish() { pack([], Z_FINISH) }

  private func pack(_ bytes: [UInt8], _ flush: Int32) {
    bytes.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      repeat { step(flush) } while stream.pointee.avail_out == 0
    }
  }

  private func step(_ flush: Int32) {
    let room = Self.blockSize
    let filled = block.withUnsafeMutableBufferPointer { output in
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(room)
      _ = deflate(stream, flush)
      return room - Int(stream.pointee.avail_out)
    }
    packed += block[..<filled]
  }
}
