/// A measure of a reaction beside its fade, judged by ordinary sessions: a row of table
/// `reaction_measures`.
public struct ReactionMeasure: Hashable, Sendable {
  /// What is measured.
  public enum Kind: String, Hashable, Sendable {
    /// How fast the price left its peak: `ReactionShape.reversalSlope`.
    case reversalSlope = "reversal_slope"
    /// How far the price went on in the sessions after: s ln(C_h / C_0), with C_0 the close of the
    /// reaction's session and C_h that of `sessions` later.
    case continuation
  }

  /// Names a measure.
  struct Name: Hashable {
    var kind: Kind
    var sessions = 0
  }

  /// What is measured.
  public let kind: Kind
  /// The sessions after the reaction's own that are measured; 0 for a measure of the session itself.
  public let sessions: Int
  /// The value; `nil` when there is none, with a reason.
  public internal(set) var value: Double?
  /// What ordinary sessions have; `nil` without a value.
  public internal(set) var placebo: PlaceboDistribution?
  /// What is not defined or not exact.
  public internal(set) var reasons: [ReactionReason] = []

  init(_ name: Name, reasons: [ReactionReason] = []) {
    (kind, sessions, self.reasons) = (name.kind, name.sessions, reasons)
  }

  /// Whether there is a value, and whether it is that of the news alone.
  public var status: Reaction.Status {
    guard value != nil else { return .undefined }
    return reasons.contains(.newsInsideSession) ? .approximate : .ok
  }
}

extension ReactionOptions {
  /// The measures of every reaction, in the order of their rows.
  var measures: [ReactionMeasure.Name] {
    [.init(kind: .reversalSlope)] + horizons.map { .init(kind: .continuation, sessions: $0) }
  }
}
