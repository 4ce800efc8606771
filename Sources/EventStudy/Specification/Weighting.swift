extension StudySpec {
  /// How much each event counts in an average abnormal return.
  public enum Weighting: Hashable, Sendable {
    /// Every event the same.
    case equal
    /// The inverse of the squared standard error of the event's own abnormal return.
    case precision
    /// The number in a further column of the event list.
    case value(covariate: String)
  }
}
