import EventStudy
import MarketData
import Statistics

/// Divides the days with news of one exchange's assets, in bars of one resolution, by the time of day.
struct DayShares {
  /// The days of an asset.
  struct Asset: Sendable {
    let contributions: SessionContributions
    let ordinary: OrdinarySessions
  }

  /// What days have in common that can be exchanged for one another.
  private struct Kind: Hashable {
    let open: Int
    let close: ClockTime
    let assets: [Int]
  }

  let clock: SessionClock
  let resolution: Resolution
  let partition: SessionPartition
  let assets: [Asset]
  let options: ReactionOptions

  /// The share of every part of the day; none when no day with news can be divided.
  ///
  /// - Parameter days: By session, the positions of the assets that it has news of.
  func shares(of days: [Int: Set<Int>]) -> [DayShare] {
    var pools = pools(of: days)
    guard !pools.isEmpty else { return [] }
    let count = days.reduce(0) { $0 + known($1.value, $1.key).count }
    var (observed, ordinary) = (zeros, zeros)
    for pool in pools {
      pool.addEvents(to: &observed)
      if pool.ordinaryCount > 0 { pool.addOrdinary(to: &ordinary) }
    }
    let draws = Self.draws(&pools, zeros, options)
    let (shares, ordinaryShares) = (Self.shares(observed), Self.shares(ordinary))
    return partition.parts.indices.map { part in
      let placebo = PlaceboDistribution(shares == nil ? [] : draws.map { $0[part] })
      return DayShare(
        calendar: clock.exchange.code, resolution: resolution, part: partition.parts[part].name,
        minutes: partition.parts[part].minutes, eventCount: count, share: shares?[part],
        ordinaryShare: ordinaryShares?[part], placebo: placebo,
        reason: shares == nil ? .noMove : placebo.count == 0 ? .noOrdinarySessions : nil)
    }
  }

  private var zeros: [Double] { [Double](repeating: 0, count: partition.parts.count) }

  private func known(_ assets: some Collection<Int>, _ session: Int) -> [Int] {
    assets.filter { self.assets[$0].contributions.isKnown(session) }
  }

  private func pools(of days: [Int: Set<Int>]) -> [ContributionPool] {
    var order: [Kind] = []
    var events: [Kind: [Int]] = [:]
    for session in days.keys.sorted() {
      let asked = (days[session] ?? []).sorted()
      guard !known(asked, session).isEmpty else { continue }
      let kind = Kind(
        open: clock.openSecond(session), close: clock.sessions[session].close, assets: asked)
      if events[kind] == nil { order.append(kind) }
      events[kind, default: []].append(session)
    }
    return order.map { pool(of: $0, events: events[$0] ?? []) }
  }

  private func pool(of kind: Kind, events: [Int]) -> ContributionPool {
    func ordinary(_ session: Int) -> [Int] {
      known(kind.assets.lazy.filter { assets[$0].ordinary.contains(session) }, session)
    }
    let others = clock.dates.indices.filter { session in
      clock.haveSameHours(session, events[0])
        && kind.assets.contains {
          assets[$0].ordinary.contains(session) && assets[$0].contributions.isKnown(session)
        }
    }
    let isEvent = Set(events)
    return ContributionPool(
      events: events, ordinary: spread(others, options.placeboCount),
      width: partition.parts.count
    ) { session, sums in
      let own = isEvent.contains(session) ? known(kind.assets, session) : ordinary(session)
      for asset in own { assets[asset].contributions.add(session, to: &sums) }
    }
  }

  /// The shares of days that stand for those with news: drawn ones, or each one when there is but one
  /// to stand for.
  private static func draws(
    _ pools: inout [ContributionPool], _ zeros: [Double], _ options: ReactionOptions
  ) -> [[Double]] {
    guard pools.contains(where: { $0.ordinaryCount > 0 }) else { return [] }
    if pools.count == 1, pools[0].eventCount == 1 {
      return pools[0].ordinaryRows.compactMap(shares)
    }
    return (0..<options.drawCount).compactMap { draw in
      var random = RandomStream(seed: options.seed, substream: UInt64(draw))
      var total = zeros
      for pool in pools.indices { pools[pool].addDraw(to: &total, &random) }
      return shares(total)
    }
  }

  private static func shares(_ sums: [Double]) -> [Double]? {
    let whole = sums.reduce(0, +)
    return whole > 0 ? sums.map { $0 / whole } : nil
  }
}
