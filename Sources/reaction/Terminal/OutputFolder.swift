import Foundation
import Workflow

/// A folder of output, which appears whole or not at all.
struct OutputFolder {
  private let path: String

  /// Writes a file of the folder, making the folders on its way.
  func write(_ name: String, _ body: (Output) throws -> Void) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      try Self.make(folder)
    }
    let file = path + "/" + name
    Interruption.note(file)
    try Output.file(file, replacing: false, body)
  }

  /// Says that another program may write a file of that name, so that interruption removes it.
  func expect(_ name: String) { Interruption.note(path + "/" + name) }

  /// The folder's path while it is written.
  var temporaryPath: String { path }

  /// Runs `body` on a new folder, which takes its name only when all of it is on the disk.
  ///
  /// - Parameters:
  ///   - path: The folder to make; it may exist when it is empty.
  ///   - mark: A file that only such folders have: without it a folder is not replaced.
  ///   - replacing: Whether one that exists is replaced.
  ///   - body: Writes the files.
  static func making(
    _ path: String, mark: String, replacing: Bool, _ body: (OutputFolder) throws -> Void
  ) throws {
    let exists = try isOccupied(path, mark: mark, replacing: replacing)
    let temporary = path + ".part-\(getpid())"
    try Interruption.removing(temporary) {
      do {
        guard mkdir(temporary, 0o755) == 0 else { throw failure(path) }
        try body(OutputFolder(path: temporary))
        try publish(temporary, as: path, replacing: exists)
      } catch {
        try? FileManager.default.removeItem(atPath: temporary)
        throw error
      }
    }
    Output.syncFolder(of: path)
  }

  /// Whether there is something to be replaced, which must be allowed and of the same kind.
  private static func isOccupied(_ path: String, mark: String, replacing: Bool) throws -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return false }
    guard isFolder.boolValue else {
      throw Failure(.failure, "\(path) is a file; name a folder")
    }
    guard try !FileManager.default.contentsOfDirectory(atPath: path).isEmpty else { return false }
    guard FileManager.default.fileExists(atPath: "\(path)/\(mark)") else {
      throw Failure(
        .failure, "\(path) is a folder of something else (it has no \(mark)); name a new one")
    }
    guard replacing else { throw Failure(.failure, "\(path) exists; add --force to replace it") }
    return true
  }

  /// Gives the folder its name; one that has it is removed afterwards.
  private static func publish(_ temporary: String, as path: String, replacing exists: Bool) throws {
    let earlier = exists ? path + ".old-\(getpid())" : nil
    if let earlier, rename(path, earlier) != 0 { throw failure(path) }
    guard rename(temporary, path) == 0 else {
      let error = failure(path)
      if let earlier { rename(earlier, path) }
      throw error
    }
    if let earlier { try FileManager.default.removeItem(atPath: earlier) }
  }

  private static func make(_ folder: String) throws {
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw failure(folder) }
    Interruption.note(folder)
  }

  private static func failure(_ path: String) -> Failure {
    Failure(.failure, "\(path): \(String(cString: strerror(errno)))")
  }
}
