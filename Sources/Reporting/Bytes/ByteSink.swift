/// Bytes on their way to a file or a pipe, gathered into large pieces.
///
/// A format appends cell by cell and ends each row; whole rows leave in pieces of at least
/// `pieceSize` bytes, so the receiver is called rarely however small the cells are.
public struct ByteSink: ~Copyable {
  /// Bytes gathered before a piece is handed on: 64 KiB.
  public static let pieceSize = 65_536
  /// The byte that ends a line, on every platform.
  public static let newline: [UInt8] = [UInt8(ascii: "\n")]

  private var buffer: [UInt8] = []
  private let receive: ([UInt8]) throws -> Void

  /// A sink that hands pieces to `receive`, in order; what `receive` throws ends the writing.
  public init(_ receive: @escaping ([UInt8]) throws -> Void) {
    self.receive = receive
    buffer.reserveCapacity(Self.pieceSize + 4096)
  }

  /// Adds one byte.
  @inline(__always)
  public mutating func append(_ byte: UInt8) { buffer.append(byte) }

  /// Adds bytes.
  @inline(__always)
  public mutating func append(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

  /// Adds the UTF-8 bytes of a text.
  @inline(__always)
  public mutating func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

  /// Ends a row: adds the bytes and hands a piece on when enough bytes have gathered.
  public mutating func endRow(_ bytes: [UInt8] = ByteSink.newline) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.pieceSize { try flush() }
  }

  /// Hands on what is left.
  public mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try receive(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
