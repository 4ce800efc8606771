/// Something that does not stop a study but that the reader of its numbers should know.
public struct Notice: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable {
    /// Some p-values are not to be believed as they stand.
    case warning
    /// A choice that was made, or a fact about the sample.
    case info
  }

  /// A stable name for programs.
  public let code: String
  /// How much the notice matters.
  public let severity: Severity
  /// The event it is about; `nil` for the study as a whole.
  public let eventID: String?
  /// What happened, why it matters, and what to do about it.
  public let message: String

  /// A notice.
  public init(code: String, severity: Severity, eventID: String? = nil, message: String) {
    self.code = code
    self.severity = severity
    self.eventID = eventID
    self.message = message
  }
}
