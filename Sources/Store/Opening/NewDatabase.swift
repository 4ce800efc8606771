import Foundation
import GRDB

extension ReactionDatabase {
  /// Imports a batch into a database that is not there yet, and appears with the batch.
  ///
  /// The file is made beside its place under another name, and takes its own when all of it is on
  /// the disk: nothing has to be removed from where others look for it when the batch is refused.
  ///
  /// - Returns: What became of the batch; `nil`, without a call of `body`, when there is something at
  ///   the path already.
  /// - Throws: What `body` throws; `StoreError.madeMeanwhile` when another program made a file at the
  ///   path after `body` began, and nothing was imported.
  public static func makingDatabase(
    at path: String, with header: BatchHeader, body: (BatchWriter) throws -> BatchEnd
  ) throws -> BatchOutcome? {
    guard isFree(path) else { return nil }
    return try translatingErrors(path: path) {
      try requireFolder(of: path)
      removeAbandoned(of: path)
      let part = temporaryName(of: path)
      let mark = UseMark(making: part)
      do {
        let database = ReactionDatabase(path: path, connection: try createDatabase(at: part))
        let outcome = try database.importBatch(header, body: body)
        try database.close()
        try publish(part, as: path)
        mark?.end()
        return outcome
      } catch {
        // SQLite closes its files with the last connection, which is gone by now.
        temporaryFiles(of: path).forEach { unlink($0) }
        mark?.end()
        throw error
      }
    }
  }

  /// The files beside a path in which a database is made; what an interrupted import leaves.
  public static func temporaryFiles(of path: String) -> [String] {
    (besides + [""]).map { temporaryName(of: path) + $0 }
  }

  /// Removes what imports left that were killed in the making of this database.
  private static func removeAbandoned(of path: String) {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let parts = names.filter { name in
      name.hasPrefix(url.lastPathComponent + ".part-") && !besides.contains(where: name.hasSuffix)
    }
    for part in parts.map({ folder.appendingPathComponent($0).path }) {
      guard let mark = UseMark(abandoned: part) else { continue }
      (besides + [""]).forEach { unlink(part + $0) }
      mark.end()
    }
  }

  /// What SQLite appends to a database's name for the files beside it.
  private static let besides = ["-journal", "-wal", "-shm"]

  /// Differs between programs that have the same number in containers that share a folder.
  private static let token = UInt32.random(in: .min ... .max)

  private static func temporaryName(of path: String) -> String {
    "\(path).part-\(getpid())-\(token)"
  }

  /// Whether a file can be put at a path: there is none, not even an empty one, and no log of an
  /// earlier one, which SQLite would take for that of the new file.
  private static func isFree(_ path: String) -> Bool {
    ([""] + besides).allSatisfy { suffix in
      var status = stat()
      return lstat(path + suffix, &status) != 0 && errno == ENOENT
    }
  }
}

/// Says that a file is being made: a lock that ends with the process, however that ends.
///
/// SQLite's own locks are of another kind, and closing the file would end them; so this one is ended
/// after SQLite has closed it.
private struct UseMark {
  private let descriptor: Int32

  /// Makes an empty file with the mark; `nil` where none can be made, of which SQLite says more.
  init?(making path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    // A file system without such locks leaves the file unmarked; nobody removes it there either.
    flock(descriptor, LOCK_EX)
  }

  /// `nil` for a file that a process is making, or that cannot be marked.
  init?(abandoned path: String) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  func end() { close(descriptor) }
}

/// Gives a file its name, unless another has it.
private func publish(_ part: String, as path: String) throws {
  if link(part, path) == 0 {
    unlink(part)
  } else if [EPERM, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(errno) {
    // A file system without hard links: an empty file of our own keeps the name free.
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    close(file)
    guard rename(part, path) == 0 else { throw failure(path) }
  } else {
    throw failure(path)
  }
  syncFolder(of: path)
}

private func failure(_ path: String) -> StoreError {
  errno == EEXIST
    ? .madeMeanwhile(path: path) : .failed(path: path, message: String(cString: strerror(errno)))
}

/// Makes a new name survive a power cut; a folder that cannot be synced has no such promise.
private func syncFolder(of path: String) {
  let folder = open(
    URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
  guard folder >= 0 else { return }
  fsync(folder)
  close(folder)
}
