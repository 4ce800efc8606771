/// Why a command ends without having done what was asked, and with which exit code.
public struct Failure: Error, Hashable {
  /// The exit codes of the command: promises to scripts.
  public enum Status: Int32, Sendable {
    /// The system failed: a file could not be written, a database not opened.
    case failure = 1
    /// The command line or the study file is wrong.
    case usage = 2
    /// The input was rejected and nothing of it imported.
    case rejected = 3
    /// Nothing matched what was asked for, or no event can be used.
    case nothing = 4
    /// The study is done but some events were dropped, which the user asked to be told.
    case dropped = 5
  }

  /// The exit code.
  public let status: Status
  /// What to tell the user; `nil` when everything has been said.
  public let message: String?

  /// A failure with a message.
  public init(_ status: Status, _ message: String?) {
    self.status = status
    self.message = message
  }
}
