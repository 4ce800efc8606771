import Foundation
import Workflow

/// Standard output was closed by its reader, which has what it wanted.
struct ClosedPipe: Error {}

/// Where a command's data goes: standard output, or a file that appears whole or not at all.
struct Output {
  private let descriptor: Int32
  private let name: String

  /// Writes all of the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } else if errno == EPIPE {
        throw ClosedPipe()
      } else if errno != EINTR {
        throw Failure(.failure, "\(name): \(String(cString: strerror(errno)))")
      }
    }
  }

  /// Writes a text.
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Runs `body` on standard output.
  static func standard(_ body: (Output) throws -> Void) throws {
    try body(Output(descriptor: STDOUT_FILENO, name: "standard output"))
  }

  /// Runs `body` on a new file, which takes its name only when all of it is on the disk.
  static func file(_ path: String, replacing: Bool, _ body: (Output) throws -> Void) throws {
    guard replacing || access(path, F_OK) != 0 else {
      throw Failure(.failure, "\(path) exists; add --force to replace it")
    }
    let temporary = path + ".part-\(getpid())"
    try Interruption.removing(temporary) {
      do { try write(to: temporary, as: path, body) } catch {
        unlink(temporary)
        throw error
      }
    }
  }

  private static func write(
    to temporary: String, as path: String, _ body: (Output) throws -> Void
  ) throws {
    func fail() -> Failure { Failure(.failure, "\(path): \(String(cString: strerror(errno)))") }
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw fail() }
    do {
      defer { close(descriptor) }
      try body(Output(descriptor: descriptor, name: path))
      guard fsync(descriptor) == 0 else { throw fail() }
    }
    guard rename(temporary, path) == 0 else { throw fail() }
    syncFolder(of: path)
  }

  /// Makes the new name survive a power cut; a folder that cannot be synced has no such promise.
  static func syncFolder(of path: String) {
    let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
