import Foundation

/// Where the bytes of an import come from.
public enum Input: Hashable, Sendable {
  /// A file, by the path as the user typed it.
  case file(String)
  case standardInput
  /// Bytes already in memory, and the name that messages give them.
  case bytes([UInt8], name: String)

  /// The name in messages.
  public var name: String {
    switch self {
    case .file(let path): path
    case .standardInput: "standard input"
    case .bytes(_, let name): name
    }
  }

  /// The file's name without folders and suffixes, such as `SPY` for `data/SPY.csv`.
  public var stem: String? {
    let path =
      switch self {
      case .file(let path): path
      case .bytes(_, let name): name
      case .standardInput: ""
      }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let stem = name.prefix { $0 != "." }
    return stem.isEmpty ? nil : String(stem)
  }
}

/// The bytes of an input, once, from the first to the last.
final class ByteStream {
  private let name: String
  private let descriptor: Int32?
  private let memory: [UInt8]
  private var offset = 0
  /// The file's length, when it is known.
  let totalCount: Int?
  /// The beginning, which is read again by `read(into:)`.
  private(set) var head: [UInt8] = []
  /// Whether the head is everything there is.
  private(set) var isWholeHead = false
  private var headOffset = 0

  static let headLimit = 64 * 1024

  /// Opens an input and reads its head.
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
    try readHead()
  }

  deinit {
    if let descriptor, descriptor > 0 { close(descriptor) }
  }

  /// Fills as much of the buffer as there is to read; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    if headOffset < head.count {
      let count = min(buffer.count, head.count - headOffset)
      head.withUnsafeBytes {
        buffer.copyMemory(from: .init(rebasing: $0[headOffset...].prefix(count)))
      }
      headOffset += count
      return count
    }
    return try readSource(into: buffer)
  }

  private func readHead() throws(ImportError) {
    var bytes = [UInt8](repeating: 0, count: Self.headLimit)
    var filled = 0
    while filled < bytes.count {
      let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(ImportError) in
        try readSource(
          into: UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
      }
      if count == 0 {
        isWholeHead = true
        break
      }
      filled += count
    }
    head = Array(bytes.prefix(filled))
  }

  private func readSource(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard let descriptor else {
      let count = min(buffer.count, memory.count - offset)
      memory.withUnsafeBytes {
        buffer.copyMemory(from: .init(rebasing: $0[offset...].prefix(count)))
      }
      offset += count
      return count
    }
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
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
