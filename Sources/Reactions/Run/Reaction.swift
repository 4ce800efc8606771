public import MarketData

/// How one asset reacted to one piece of news, and how unusual that is: a row of table `reactions`.
public struct Reaction: Hashable, Sendable {
  /// The news.
  public let eventID: String
  /// The asset.
  public let symbol: Symbol
  /// The session of the reaction; `nil` when the news has none.
  public internal(set) var session: CalendarDate?
  /// The bars it was measured with; `nil` when there were none to choose from.
  public internal(set) var resolution: Resolution?
  /// What decided the direction.
  public let rule: DirectionRule
  /// The shape; `nil` when there is nothing to measure.
  public internal(set) var shape: ReactionShape?
  /// The prices along it; `nil` of daily bars and when there is nothing to measure.
  public internal(set) var path: ReactionPath?
  /// The ordinary sessions it is compared with; `nil` when it has no fade ratio.
  public internal(set) var placebo: PlaceboDistribution?
  /// Further measures, each with its own ordinary sessions.
  public internal(set) var measures: [ReactionMeasure] = []
  /// What is not defined or not exact, in the order of `ReactionReason`.
  public internal(set) var reasons: [ReactionReason] = []

  /// Whether there is a fade ratio, and whether it is that of the news alone.
  public var status: Status {
    guard shape?.fadeRatio != nil else { return .undefined }
    let limits: [ReactionReason] = [.newsInsideSession, .openAndCloseOnly]
    return reasons.contains(where: limits.contains) ? .approximate : .ok
  }

  /// The values of column `status`.
  public enum Status: String, Hashable, Sendable {
    case ok, approximate, undefined
  }
}

/// The bars of an asset; either resolution may be absent.
public struct AssetBars: Sendable {
  /// Daily bars.
  public var daily: PriceBars?
  /// Bars within sessions.
  public var intraday: PriceBars?

  /// The bars of an asset.
  public init(daily: PriceBars? = nil, intraday: PriceBars? = nil) {
    (self.daily, self.intraday) = (daily, intraday)
  }
}
