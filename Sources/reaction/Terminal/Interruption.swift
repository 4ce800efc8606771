import Foundation

/// What happens on Ctrl-C and on a closed pipe.
///
/// A database transaction that is cut off is rolled back by the next reader, so all that has to
/// be cleaned up is a half-written output file.
enum Interruption {
  /// Written before a temporary file is made and cleared after it has its final name; read by the
  /// signal handler, which may only touch plain memory.
  nonisolated(unsafe) private static var temporaryFile: UnsafeMutablePointer<CChar>?

  static func install() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if let path = Interruption.temporaryFile { unlink(path) }
        _exit(128 + number)
      }
    }
  }

  /// Runs `body` with a file that is removed when the program is interrupted meanwhile.
  static func removing<Result>(_ path: String, during body: () throws -> Result) rethrows -> Result
  {
    temporaryFile = strdup(path)
    defer {
      free(temporaryFile)
      temporaryFile = nil
    }
    return try body()
  }
}
