import Foundation
import Workflow

/// How many files the program may have open at once.
///
/// Dispatch, which runs the threads, traps when it finds no descriptor for a file of its own, so
/// that too low a limit is told before anything begins.
enum OpenFiles {
  /// A database with its log, an input, an output, and what the system's libraries open.
  private static let needed: rlim_t = 32

  /// Raises the limit to what is needed.
  ///
  /// - Throws: A failure when the system allows no more.
  static func prepare() throws {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
      limit.rlim_cur < needed
    else { return }
    guard limit.rlim_max >= needed else {
      throw Failure(
        .failure,
        "\(limit.rlim_max) files may be open at once here, and \(needed) are needed; raise the "
          + "limit (ulimit -n)")
    }
    limit.rlim_cur = needed
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
