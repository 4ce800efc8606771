import Foundation

/// What happens on Ctrl-C and on a closed pipe.
///
/// A database transaction that is cut off is rolled back by the next reader, so all that has to
/// be cleaned up are half-written output files and folders.
enum Interruption {
  private static let capacity = 512
  /// The paths to remove, the last first; read by the signal handler, which may only touch plain
  /// memory. A path is in its place before the count includes it.
  nonisolated(unsafe) private static let paths =
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
  nonisolated(unsafe) private static var count = 0

  static func install() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        Interruption.removeAll()
        _exit(128 + number)
      }
    }
  }

  /// Runs `body` with a file or a folder that is removed when the program is interrupted meanwhile,
  /// and with it what `body` notes.
  static func removing<Result>(_ path: String, during body: () throws -> Result) rethrows -> Result
  {
    try removing([path], during: body)
  }

  /// The same with several of them.
  static func removing<Result>(
    _ files: [String], during body: () throws -> Result
  ) rethrows -> Result {
    let before = count
    files.forEach(note)
    defer {
      for position in before..<count { free(paths[position]) }
      count = before
    }
    return try body()
  }

  /// Adds a file or a folder in the folder that is being removed on interruption.
  static func note(_ path: String) {
    guard count < capacity else { return }
    paths[count] = strdup(path)
    count += 1
  }

  private static func removeAll() {
    for position in (0..<count).reversed() {
      guard let path = paths[position] else { continue }
      if unlink(path) != 0 { rmdir(path) }
    }
  }
}
