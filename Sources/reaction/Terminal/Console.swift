import Foundation

/// Standard error, where everything goes that is not data.
enum Console {
  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes a line to standard error.
  static func error(_ message: String) { write(message + "\n") }

  /// Writes text to standard error; nothing can be done when that fails.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
  }
}
