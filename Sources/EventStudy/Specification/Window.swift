/// Consecutive sessions counted from the event session, day 0: `[-1, +1]`.
public struct Window: Hashable, Sendable {
  /// The first session; negative before the event.
  public let first: Int
  /// The last session, itself in the window.
  public let last: Int

  /// How far from the event a study's windows may reach: about a century of sessions.
  static let farthest = 50_000

  /// The sessions of a closed range.
  public init(_ days: ClosedRange<Int>) {
    first = days.lowerBound
    last = days.upperBound
  }

  /// The sessions from `first` to `last`, or `nil` when there are none.
  public init?(_ first: Int, _ last: Int) {
    guard first <= last else { return nil }
    self.init(first...last)
  }

  /// The sessions as a range.
  public var days: ClosedRange<Int> { first...last }
  /// The number of sessions, present or missing.
  public var count: Int { last - first + 1 }

  /// Whether every session of `part` is in this window.
  public func contains(_ part: Window) -> Bool { first <= part.first && part.last <= last }
  /// Whether the two windows share a session.
  public func overlaps(_ other: Window) -> Bool { days.overlaps(other.days) }
}

extension Window: LosslessStringConvertible {
  /// Parses `-1,1`, with or without brackets and spaces.
  public init?(_ text: String) {
    let ends = text.filter { !"[] ".contains($0) }.split(
      separator: ",", omittingEmptySubsequences: false
    ).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
    self.init(first, last)
  }

  /// The window as text: `[-1, +1]`.
  public var description: String { "[\(signed(first)), \(signed(last))]" }
}

private func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
