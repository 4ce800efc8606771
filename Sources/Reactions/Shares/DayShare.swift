public import MarketData

/// Which share of the moves of days with news came about in a part of the day, and what it is on other
/// days: a row of table `reaction_shares`.
///
/// The weighted price contribution, sum sign(r_s) r_ks / sum |r_s| over days s, where r_s is the move of
/// a day and r_ks its change in part k (Barclay and Warner 1993, Journal of Financial Economics 34:281;
/// Barclay and Hendershott 2003, Review of Financial Studies 16:1041). The shares of all parts sum to 1.
public struct DayShare: Hashable, Sendable {
  /// The code of the exchange by whose clock days are divided.
  public let calendar: String
  /// The bars.
  public let resolution: Resolution
  /// `overnight`, `session`, or the time at which the part begins.
  public let part: String
  /// The minutes of the part; `nil` of the night and of a whole session.
  public let minutes: Int?
  /// The assets' days with news.
  public let eventCount: Int
  /// The share on days with news; `nil` when nothing moved.
  public let share: Double?
  /// The share on ordinary days; `nil` without any.
  public let ordinaryShare: Double?
  /// The shares of as many days drawn from those with and without news; of a single day, of each
  /// ordinary one.
  public let placebo: PlaceboDistribution
  /// Why there is no share, or nothing to compare it with.
  public let reason: ReactionReason?

  /// Whether there is a share.
  public var status: Reaction.Status { share == nil ? .undefined : .ok }
}
