import Foundation

/// The bytes of an input as they are stored, once, from the first to the last.
final class StoredBytes {
  let name: String
  private let descriptor: Int32?
  private let memory: [UInt8]
  /// The input's length, when it is known.
  let totalCount: Int?
  /// The number of bytes read so far.
  private(set) var readCount = 0

  /// Opens an input.
  init(_ input: Input) throws(ImportError) {
    name = input.name
    switch input {
    case .bytes(let bytes, _):
      (descriptor, memory, totalCount) = (nil, bytes, bytes.count)
    case .standardInput:
      (descriptor, memory, totalCount) = (0, [], nil)
    case .file(let path):
      let (file, size) = try Self.open(path)
      (descriptor, memory, totalCount) = (file, [], size)
    }
  }

  deinit {
    if let descriptor, descriptor > 0 { close(descriptor) }
  }

  /// Fills as much of the buffer as one read gives; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    let count = if let descriptor { try read(descriptor, into: buffer) } else { copy(into: buffer) }
    readCount += count
    return count
  }

  private func copy(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, memory.count - readCount)
    memory.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[readCount...].prefix(count)))
    }
    return count
  }

  private func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ImportError) -> Int {
    while true {
      let count = Foundation.read(file, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(name, reason: String(cString: strerror(errno))) }
    }
  }

  private static func open(_ path: String) throws(ImportError) -> (Int32, Int?) {
    let file = Foundation.open(path, O_RDONLY)
    guard file >= 0 else {
      throw errno == ENOENT
        ? .notFound(path) : .unreadable(path, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    guard fstat(file, &status) == 0 else { return (file, nil) }
    if status.st_mode & S_IFMT == S_IFDIR {
      close(file)
      throw .directory(path)
    }
    return (file, status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil)
  }
}
