import Foundation

/// The bytes of an input as they are stored, from the first to the last; of what is no stream, also
/// those at any place.
final class StoredBytes {
  let name: String
  private let descriptor: Int32?
  private let memory: [UInt8]
  /// The number of bytes wanted, when it is known.
  private(set) var totalCount: Int?
  /// The number of bytes read so far.
  private(set) var readCount = 0
  private var start = 0

  /// Opens an input.
  init(_ input: Input) throws(ImportError) {
    name = input.name
    switch input {
    case .bytes(let bytes, _):
      (descriptor, memory, totalCount) = (nil, bytes, bytes.count)
    case .standardInput:
      (descriptor, memory, totalCount) = (0, [], nil)
    case .file(let path), .member(let path, _):
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
    copy(from: start + readCount, into: buffer)
  }

  private func copy(from place: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, max(0, memory.count - place))
    guard count > 0 else { return 0 }
    memory.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[place...].prefix(count)))
    }
    return count
  }

  /// Goes on at a place of an input whose length is known, where `count` bytes are wanted.
  func begin(at place: Int, count: Int) throws(ImportError) {
    if let descriptor, lseek(descriptor, off_t(place), SEEK_SET) < 0 {
      throw .unreadable(name, reason: String(cString: strerror(errno)))
    }
    (start, readCount, totalCount) = (place, 0, count)
  }

  /// Some bytes of an input whose length is known, fewer at its end; what is read next stays.
  func bytes(at place: Int, count: Int) throws(ImportError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ImportError) in
      try read(at: place, into: UnsafeMutableRawBufferPointer(buffer))
    }
    return Array(bytes.prefix(filled))
  }

  private func read(
    at place: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ImportError) -> Int {
    guard let descriptor else { return copy(from: place, into: buffer) }
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(place + filled))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(name, reason: String(cString: strerror(errno))) }
      if count == 0 { break }
      filled += count
    }
    return filled
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
