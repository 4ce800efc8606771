public import MarketData

/// How reactions are measured.
public struct ReactionOptions: Hashable, Sendable {
  /// Where the sign of news comes from, for rule `given`.
  public enum GivenDirection: Hashable, Sendable {
    case fixed(Direction)
    /// A column of the event list: the sign of its number, or `up` and `down`.
    case column(String)
  }

  /// What decides the direction.
  public var rule = DirectionRule.gap
  /// The minutes of rule `first`.
  public var firstMinutes = 30
  /// The sign of rule `given`.
  public var given: GivenDirection?
  /// The most ordinary sessions that an event is compared with; `nil` for all.
  public var placeboCount: Int?
  /// The sessions before and after an event that are not ordinary.
  public var distance = 1
  /// The bars to use; `nil` for intraday ones where they show the reaction, else daily ones.
  public var resolution: Resolution?
  /// Whether the close before is restated by adjusted closes, where a series has them.
  public var usesAdjusted = true
  /// The sessions after the reaction's own over which continuation is measured.
  public var horizons = [1, 2, 5, 10]
  /// The minutes of the parts of a session whose shares of its move are measured.
  public var partMinutes = 30
  /// How often event sessions are drawn among the others to judge those shares.
  public var drawCount = 999
  /// The seed of the draws.
  public var seed: UInt64 = 20_250_605

  /// The market whose moves are taken out of the asset's; `nil` for none.
  public var benchmark: Symbol?

  /// The default options.
  public init() {}

  /// The direction that an event is said to have.
  func givenDirection(of event: NewsEvent) -> Direction? {
    switch given {
    case nil: return nil
    case .fixed(let direction): return direction
    case .column(let name):
      guard let text = event.covariates.first(where: { $0.name == name })?.value else { return nil }
      return Direction(rawValue: text.lowercased())
        ?? Double(text).flatMap(Direction.init(signOf:))
    }
  }
}
