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

  /// A measure, and which ordinary sessions an event's is compared with; `nil` is the fade ratio.
  private struct Judged: Hashable {
    let comparison: Comparison
    let measure: ReactionMeasure.Name?
    /// The place of the event's session among those that a measure steps over.
    let phase: Int
  }

  /// What is kept of an ordinary session.
  private struct MeasuredSession {
    let direction: Direction?
    let fadeRatio: Double?
    let reversalSlope: Double?
  }

  private let options: ReactionOptions
  let venue: ReactionVenue
  let series: [AssetSessions]
  /// The sessions that can stand for a day without news.
  let ordinary: OrdinarySessions
  private let isMarketItself: Bool
  private let returns: [Resolution: SessionReturns]
  private var measured: [Comparison: [MeasuredSession?]] = [:]
  private var distributions: [Judged: PlaceboDistribution] = [:]

  /// - Parameters:
  ///   - symbol: The asset.
  ///   - bars: The asset's bars.
  ///   - venue: Where the asset trades.
  ///   - events: All news about the asset, around which sessions are not ordinary.
  init(
    _ symbol: Symbol, _ bars: AssetBars, on venue: ReactionVenue, events: [NewsEvent],
    _ options: ReactionOptions
  ) {
    (self.options, self.venue) = (options, venue)
    let clock = venue.clock
    isMarketItself = symbol == options.benchmark
    let own = Self.series(bars, on: clock, options)
    series =
      options.benchmark == nil
      ? own
      : own.compactMap { sessions in
        venue.market.first { $0.bars.resolution == sessions.bars.resolution }
          .map { sessions.adjusted(for: $0, on: clock) }
      }
    returns = Dictionary(
      uniqueKeysWithValues: series.map { ($0.bars.resolution, SessionReturns($0)) })
    ordinary = OrdinarySessions(
      of: clock.dates.count,
      events: events.compactMap { try? NewsPlace($0.time, on: clock).session },
      distance: options.distance, limit: options.placeboCount)
  }

  /// The sessions of the exchange.
  var clock: SessionClock { venue.clock }

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
      reaction.path = sessions.prices(along: path)
      let question = question(given)
      let shape = sessions.shape(of: path, question)
      reaction.shape = shape
      reaction.reasons = reasons(shape, place, sessions)
      reaction.measures = options.measures.map { measure($0, shape, place, sessions, given) }
      guard shape.fadeRatio != nil else { return reaction }
      let placebo = distribution(of: nil, like: place, sessions, given)
      reaction.placebo = placebo
      if placebo.count == 0 { reaction.reasons.append(.noOrdinarySessions) }
    } catch {
      reaction.reasons = [error]
      reaction.measures = options.measures.map { ReactionMeasure($0, reasons: [error]) }
    }
    return reaction
  }

  private mutating func measure(
    _ name: ReactionMeasure.Name, _ shape: ReactionShape, _ place: NewsPlace,
    _ sessions: AssetSessions, _ given: Direction?
  ) -> ReactionMeasure {
    var measure = ReactionMeasure(name)
    do throws(ReactionReason) {
      measure.value =
        switch name.kind {
        case .reversalSlope: try slope(of: shape, sessions)
        case .continuation:
          try continuation(of: shape, place, over: name.sessions, in: sessions)
        }
      if place.offset != nil, sessions.bars.resolution == .daily {
        measure.reasons.append(.newsInsideSession)
      }
      let placebo = distribution(of: name, like: place, sessions, given)
      measure.placebo = placebo
      if placebo.count == 0 { measure.reasons.append(.noOrdinarySessions) }
    } catch {
      measure.reasons = [error]
    }
    return measure
  }

  private func slope(of shape: ReactionShape, _ sessions: AssetSessions) throws(ReactionReason)
    -> Double
  {
    guard sessions.bars.resolution == .intraday else { throw .needsIntradayBars }
    guard let slope = shape.reversalSlope else { throw shape.problem ?? .tooFewPrices }
    return slope
  }

  private func continuation(
    of shape: ReactionShape, _ place: NewsPlace, over count: Int, in sessions: AssetSessions
  ) throws(ReactionReason) -> Double {
    guard let direction = shape.direction else { throw shape.problem ?? .noDirection }
    guard sessions.span.contains(place.session + count) else { throw .outOfRange }
    guard
      let move = returns[sessions.bars.resolution]?.after(place.session, over: count)
    else { throw .missingPrice }
    return direction.sign * move
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
    of measure: ReactionMeasure.Name?, like place: NewsPlace, _ sessions: AssetSessions,
    _ given: Direction?
  ) -> PlaceboDistribution {
    let ahead = measure?.sessions ?? 0
    let comparison = comparison(place, sessions, given)
    let judged = Judged(
      comparison: comparison, measure: measure, phase: place.session % max(1, ahead))
    if let known = distributions[judged] { return known }
    let known = measuredSessions(comparison, like: place, sessions)
    let returns = returns[comparison.resolution]
    let distribution = ordinary.distribution(like: place.session, on: clock, ahead: ahead) {
      session -> Double? in
      switch measure?.kind {
      case nil: return known[session]?.fadeRatio
      case .reversalSlope: return known[session]?.reversalSlope
      case .continuation:
        guard let direction = known[session]?.direction else { return nil }
        return returns?.after(session, over: ahead).map { direction.sign * $0 }
      }
    }
    distributions[judged] = distribution
    return distribution
  }

  private func comparison(_ place: NewsPlace, _ sessions: AssetSessions, _ given: Direction?)
    -> Comparison
  {
    let hours = clock.sessions[place.session]
    let isIntraday = sessions.bars.resolution == .intraday
    return Comparison(
      resolution: sessions.bars.resolution, open: hours.open, close: hours.close,
      offset: isIntraday ? place.offset : nil, given: given)
  }

  /// The ordinary sessions with an event's hours, measured as the event is.
  private mutating func measuredSessions(
    _ comparison: Comparison, like place: NewsPlace, _ sessions: AssetSessions
  ) -> [MeasuredSession?] {
    if let known = measured[comparison] { return known }
    let question = question(comparison.given)
    let known = clock.dates.indices.map { session -> MeasuredSession? in
      let moved = NewsPlace(session: session, offset: place.offset)
      guard ordinary.contains(session), clock.haveSameHours(session, place.session),
        let path = try? path(at: moved, in: sessions)
      else { return nil }
      let shape = sessions.shape(of: path, question)
      return MeasuredSession(
        direction: shape.direction, fadeRatio: shape.fadeRatio, reversalSlope: shape.reversalSlope)
    }
    measured[comparison] = known
    return known
  }
}
