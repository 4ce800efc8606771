/// The side on which a reaction is looked for.
public enum Direction: String, Hashable, CaseIterable, Sendable {
  case up, down

  /// The direction of a number; `nil` for zero and a missing one.
  public init?(signOf value: Double) {
    guard value != 0, !value.isNaN else { return nil }
    self = value > 0 ? .up : .down
  }

  /// 1 or -1.
  var sign: Double { self == .up ? 1 : -1 }
}

/// What decides the direction of a reaction.
///
/// The rule changes how large fades are by chance alone, so ordinary days are always measured by the
/// rule of the event. On random walks of 390 steps, a fade above one half has a probability of 0.40
/// when the side is chosen afterwards and of 0.60 when the first 30 steps decide.
public enum DirectionRule: String, Hashable, CaseIterable, Sendable {
  /// The sign of the first move: from the price before the news to the first one after it.
  case gap
  /// The sign of the move from the price before the news to that some minutes after the start.
  case first
  /// The sign that the news itself is said to have.
  case given
  /// The side on which the price went further; known only afterwards.
  case exPost = "ex-post"
}
