extension StudySpec {
  /// What a missing abnormal return does to a cumulative one, and how many must be there.
  ///
  /// An average over one day is over the events that have an abnormal return on that day, whatever
  /// the policy.
  public struct Missing: Hashable, Sendable {
    /// What a missing abnormal return inside a window does.
    public var policy = MissingPolicy.available
    /// The least number of valid sessions of a window; a shorter window needs all of its own.
    public var minimumDays = 1
    /// Whether the last session of a window must be valid.
    public var requiresLastDay = false

    /// Sums over the valid sessions, of which one is enough.
    public init() {}
  }

  /// What a missing abnormal return inside a window does.
  public enum MissingPolicy: String, CaseIterable, Sendable {
    /// Sums run over the valid days; their number is reported.
    case available
    /// A window that misses any day has no cumulative abnormal return.
    case complete
    /// A missing abnormal return counts as exactly zero in a window that has any.
    ///
    /// The number of days is then the window's length, and the variance of the sum is that of all
    /// its days whose regressors are known, the filled ones included.
    case zero
  }
}

extension StudySpec.Missing {
  /// Why a window has no cumulative abnormal return, from what it has; `nil` when it has one.
  func absence(validDays: Int, of window: Window, lastIsValid: Bool) -> Inapplicable? {
    if validDays == 0 { return .noValidEventDays }
    if policy == .complete, validDays < window.count { return .incompleteWindow }
    if requiresLastDay, !lastIsValid { return .lastDayMissing }
    return validDays < min(minimumDays, window.count) ? .tooFewDays : nil
  }
}
