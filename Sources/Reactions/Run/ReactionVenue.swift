import MarketData

/// What the assets of one exchange share: its sessions, how they are divided, and the benchmark on them.
struct ReactionVenue: Sendable {
  let clock: SessionClock
  /// The benchmark's sessions by resolution; none without a benchmark.
  let market: [AssetSessions]
  /// The parts of sessions in intraday bars.
  let intraday: SessionPartition
  /// The parts of sessions in daily bars.
  let daily: SessionPartition

  init(_ clock: SessionClock, benchmark: AssetBars?, _ options: ReactionOptions) {
    self.clock = clock
    market = AssetReactions.series(benchmark ?? AssetBars(), on: clock, options)
    intraday = SessionPartition(of: clock, .intraday, minutes: options.partMinutes)
    daily = SessionPartition(of: clock, .daily, minutes: options.partMinutes)
  }

  /// The parts of sessions in bars of a resolution.
  func partition(_ resolution: Resolution) -> SessionPartition {
    resolution == .daily ? daily : intraday
  }
}

/// The reactions of one asset, and its days for comparing them with those of others.
struct MeasuredAsset: Sendable {
  let exchange: String
  let reactions: [Reaction]
  /// The days by the resolution of the bars; only of those that a reaction was measured with.
  let days: [Resolution: DayShares.Asset]

  init(_ reactions: [Reaction], of asset: AssetReactions) {
    (self.reactions, exchange) = (reactions, asset.venue.clock.exchange.code)
    let used = Set(reactions.compactMap(\.resolution))
    days = asset.series.reduce(into: [:]) { days, sessions in
      let resolution = sessions.bars.resolution
      guard used.contains(resolution) else { return }
      days[resolution] = DayShares.Asset(
        contributions: SessionContributions(
          sessions, on: asset.venue.clock, asset.venue.partition(resolution)),
        ordinary: asset.ordinary)
    }
  }
}
