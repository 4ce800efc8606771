import MarketData

/// Measures the reactions of one asset, whose ordinary sessions are measured and sorted once.
struct AssetReactions {
  /// What ordinary sessions must have in common with an event's to be compared with it.
  private struct Comparison: Hashable {
    let resolution: Resolution
    let open: ClockTime
    let close: ClockTime
    let offset: Int64?
    let given: Direction?
  }

  private let options: ReactionOptions
  let clock: SessionClock
  let series: [AssetSessions]
  private let isMarketItself: Bool
  private let ordinary: OrdinarySessions
  private var distributions: [Comparison: PlaceboDistribution] = [:]

  /// - Parameters:
  ///   - symbol: The asset.
  ///   - bars: The asset's bars.
  ///   - market: The benchmark's sessions by resolution; none without a benchmark.
  ///   - events: All news about the asset, around which sessions are not ordinary.
  init(
    _ symbol: Symbol, _ bars: AssetBars, market: [AssetSessions], events: [NewsEvent],
    on clock: SessionClock, _ options: ReactionOptions
  ) {
    (self.options, self.clock) = (options, clock)
    isMarketItself = symbol == options.benchmark
    let own = Self.series(bars, on: clock, options)
    series =
      options.benchmark == nil
      ? own
      : own.compactMap { sessions in
        market.first { $0.bars.resolution == sessions.bars.resolution }
          .map { sessions.adjusted(for: $0, on: clock) }
      }
    ordinary = OrdinarySessions(
      of: clock.dates.count,
      events: events.compactMap { try? NewsPlace($0.time, on: clock).session },
      distance: options.distance, limit: options.placeboCount)
  }

  /// The sessions of an asset's series that may be used: intraday ones first, which say more.
  static func series(
    _ bars: AssetBars, on clock: SessionClock, _ options: ReactionOptions
  ) -> [AssetSessions] {
    [bars.intraday, bars.daily].compactMap { $0 }
      .filter { options.resolution == nil || $0.resolution == options.resolution }
      .map { AssetSessions($0, on: clock, usesAdjusted: options.usesAdjusted) }
  }

  /// The reaction to one piece of news.
  mutating func reaction(of symbol: Symbol, to event: NewsEvent) -> Reaction {
    var reaction = Reaction(eventID: event.id, symbol: symbol, rule: options.rule)
    do throws(ReactionReason) {
      guard !isMarketItself else { throw .marketItself }
      guard !series.isEmpty else {
        throw options.benchmark == nil ? .unknownSymbol : .missingBenchmark
      }
      let place = try NewsPlace(event.time, on: clock)
      reaction.session = clock.sessions[place.session].date
      let given = options.givenDirection(of: event)
      let (sessions, path) = try self.path(at: place)
      reaction.resolution = sessions.bars.resolution
      let question = question(given)
      let shape = sessions.shape(of: path, question)
      reaction.shape = shape
      reaction.reasons = reasons(shape, place, sessions)
      guard shape.fadeRatio != nil else { return reaction }
      let placebo = distribution(like: place, sessions, given)
      reaction.placebo = placebo
      if placebo.count == 0 { reaction.reasons.append(.noOrdinarySessions) }
    } catch {
      reaction.reasons = [error]
    }
    return reaction
  }

  /// The path of the first series that shows it; the first one's problem when none does.
  func path(at place: NewsPlace) throws(ReactionReason) -> (AssetSessions, PathRange) {
    var problem: ReactionReason?
    for sessions in series {
      do throws(ReactionReason) {
        return (sessions, try path(at: place, in: sessions))
      } catch {
        // A series that has the session at all says best what is wrong with it.
        if problem == nil || problem == .outOfRange { problem = error }
      }
    }
    throw problem ?? .unknownSymbol
  }

  private func path(at place: NewsPlace, in sessions: AssetSessions) throws(ReactionReason)
    -> PathRange
  {
    guard sessions.span.contains(place.session) else { throw .outOfRange }
    guard let offset = place.offset, sessions.bars.resolution == .intraday else {
      return try sessions.path(from: place.session, clock: clock)
    }
    return try sessions.path(from: place.session, after: offset, clock: clock)
  }

  private func question(_ given: Direction?) -> ShapeQuestion {
    ShapeQuestion(rule: options.rule, firstMinutes: options.firstMinutes, given: given)
  }

  private func reasons(
    _ shape: ReactionShape, _ place: NewsPlace, _ sessions: AssetSessions
  ) -> [ReactionReason] {
    var reasons = shape.problem.map { [$0] } ?? []
    if place.offset != nil, sessions.bars.resolution == .daily {
      reasons.append(.newsInsideSession)
    }
    if options.benchmark != nil, sessions.bars.resolution == .daily {
      reasons.append(.openAndCloseOnly)
    }
    if case .censored = shape.halfLife { reasons.append(.halfLifeCensored) }
    return reasons
  }

  private mutating func distribution(
    like place: NewsPlace, _ sessions: AssetSessions, _ given: Direction?
  ) -> PlaceboDistribution {
    let hours = clock.sessions[place.session]
    let isIntraday = sessions.bars.resolution == .intraday
    let comparison = Comparison(
      resolution: sessions.bars.resolution, open: hours.open, close: hours.close,
      offset: isIntraday ? place.offset : nil, given: given)
    if let known = distributions[comparison] { return known }
    let question = question(given)
    let distribution = ordinary.distribution(like: place.session, on: clock) { session in
      let moved = NewsPlace(session: session, offset: place.offset)
      guard let path = try? path(at: moved, in: sessions) else { return nil }
      return sessions.shape(of: path, question).fadeRatio
    }
    distributions[comparison] = distribution
    return distribution
  }
}
