public import Testing

/// What a command did.
public struct CommandOutcome: Sendable, CustomStringConvertible {
  /// The command line.
  public let arguments: [String]
  /// The folder it ran in.
  public let folder: String
  /// The exit code; -1 when a signal ended the command.
  public let status: Int32
  /// Everything on standard output.
  public let stdout: String
  /// Everything on standard error.
  public let stderr: String

  /// Everything one needs to see when an expectation fails.
  public var description: String {
    """

    $ reaction \(arguments.joined(separator: " "))
    folder: \(folder)
    status: \(status)
    stdout: \(stdout.isEmpty ? "(nothing)" : "\n\(stdout)")
    stderr: \(stderr.isEmpty ? "(nothing)" : "\n\(stderr)")
    """
  }

  /// Expects an exit code and, where they are given, the exact texts of the streams.
  @discardableResult
  public func expect(
    status: Int32 = 0, stdout: String? = nil, stderr: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> CommandOutcome {
    #expect(self.status == status, "\(self)", sourceLocation: sourceLocation)
    if let stdout { #expect(self.stdout == stdout, "\(self)", sourceLocation: sourceLocation) }
    if let stderr { #expect(self.stderr == stderr, "\(self)", sourceLocation: sourceLocation) }
    return self
  }
}
