import EventStudy
public import MarketData

/// What a study of reactions found.
public struct ReactionResult: Sendable {
  /// The reactions, in the order of the events and, for news about the whole market, of the symbols.
  public let reactions: [Reaction]
  /// The shares of the moves by the time of day, for each exchange and resolution.
  public let shares: [DayShare]

  /// Reactions and the shares of their moves.
  public init(reactions: [Reaction], shares: [DayShare]) {
    (self.reactions, self.shares) = (reactions, shares)
  }
}

/// Measures the reactions of assets to news.
public struct ReactionStudy: Sendable {
  let options: ReactionOptions
  private let exchange: ExchangeCalendar
  private let exchanges: [Symbol: ExchangeCalendar]

  /// A study by some options.
  ///
  /// - Parameters:
  ///   - options: How reactions are measured.
  ///   - exchange: The exchange on whose sessions assets trade.
  ///   - exchanges: The exchanges of assets that trade on another.
  public init(
    _ options: ReactionOptions = ReactionOptions(), exchange: ExchangeCalendar,
    exchanges: [Symbol: ExchangeCalendar] = [:]
  ) {
    (self.options, self.exchange, self.exchanges) = (options, exchange, exchanges)
  }

  /// The exchange on whose sessions an asset trades.
  public func exchange(of symbol: Symbol) -> ExchangeCalendar { exchanges[symbol] ?? exchange }

  /// The reactions of every asset that each event is about.
  ///
  /// The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - events: The news to measure.
  ///   - others: Further news around which sessions are not ordinary.
  ///   - assets: The bars by symbol; an event whose symbol has none is undefined.
  ///   - benchmark: The bars of the market that the options name.
  ///   - symbols: The assets to which news about the whole market applies.
  ///   - threads: The number of threads to work on.
  public func run(
    on events: [NewsEvent], others: [NewsEvent] = [], assets: [Symbol: AssetBars],
    benchmark: AssetBars? = nil, symbols: [Symbol], threads: Int
  ) -> ReactionResult {
    let rows = events.indices.flatMap { event in
      (events[event].symbol.map { [$0] } ?? symbols).map { (event: event, symbol: $0) }
    }
    let rowsOfSymbol = Dictionary(grouping: rows.indices) { rows[$0].symbol }
    let asked = rowsOfSymbol.keys.sorted()
    let all = events + others
    let venues = venues(of: asked, assets: assets, benchmark: benchmark)
    let measured = parallelMap(asked.count, threads: threads) { index -> MeasuredAsset in
      let symbol = asked[index]
      var asset = AssetReactions(
        symbol, assets[symbol] ?? AssetBars(), on: venues[exchange(of: symbol).code]!,
        events: all.filter { $0.symbol == nil || $0.symbol == symbol }, options)
      let reactions = (rowsOfSymbol[symbol] ?? []).map { row in
        asset.reaction(of: symbol, to: events[rows[row].event])
      }
      return MeasuredAsset(reactions, of: asset)
    }
    var reactions = [Reaction?](repeating: nil, count: rows.count)
    for (symbol, own) in zip(asked, measured) {
      for (row, reaction) in zip(rowsOfSymbol[symbol] ?? [], own.reactions) {
        reactions[row] = reaction
      }
    }
    return ReactionResult(
      reactions: reactions.compactMap { $0 }, shares: shares(of: measured, on: venues))
  }

  /// The exchanges of some assets by their codes.
  func venues(of symbols: [Symbol], assets: [Symbol: AssetBars], benchmark: AssetBars?)
    -> [String: ReactionVenue]
  {
    let dates = dates(of: assets.values)
    return symbols.map(exchange).reduce(into: [:]) { venues, exchange in
      guard venues[exchange.code] == nil else { return }
      venues[exchange.code] = ReactionVenue(
        SessionClock(exchange: exchange, dates: dates), benchmark: benchmark, options)
    }
  }

  /// The shares of the moves of measured assets by the time of day.
  func shares(of measured: [MeasuredAsset], on venues: [String: ReactionVenue]) -> [DayShare] {
    venues.keys.sorted().flatMap { code in
      let own = measured.filter { $0.exchange == code }
      return [Resolution.intraday, .daily].flatMap { resolution -> [DayShare] in
        let known = own.compactMap { asset in asset.days[resolution].map { (asset, $0) } }
        guard let venue = venues[code], !known.isEmpty else { return [] }
        var days: [Int: Set<Int>] = [:]
        for (position, (asset, _)) in known.enumerated() {
          for reaction in asset.reactions where reaction.resolution == resolution {
            guard let date = reaction.session else { continue }
            days[venue.clock.position(onOrAfter: date), default: []].insert(position)
          }
        }
        return DayShares(
          clock: venue.clock, resolution: resolution, partition: venue.partition(resolution),
          assets: known.map(\.1), options: options
        ).shares(of: days)
      }
    }
  }

  /// The dates of all bars, and some more for the session before the first.
  private func dates(of assets: some Collection<AssetBars>) -> ClosedRange<CalendarDate> {
    let series = assets.flatMap { [$0.daily, $0.intraday].compactMap { $0 } }
    let ends = series.flatMap { bars in
      [bars.times.first, bars.times.last].compactMap { $0 }.map { time -> Int in
        bars.resolution == .daily ? Int(time) : Int(time / 86_400_000)
      }
    }
    let first = CalendarDate(ordinal: (ends.min() ?? 0) - 7)
    return first...CalendarDate(ordinal: (ends.max() ?? 0) + 7)
  }
}
