import EventStudy
public import MarketData

/// Measures the reactions of assets to news.
public struct ReactionStudy: Sendable {
  let options: ReactionOptions
  private let exchange: ExchangeCalendar

  /// A study by some options, on the sessions of an exchange.
  public init(_ options: ReactionOptions = ReactionOptions(), exchange: ExchangeCalendar) {
    (self.options, self.exchange) = (options, exchange)
  }

  /// The reactions of every asset that each event is about, in the order of the events and, for news
  /// about the whole market, of the symbols.
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
  ) -> [Reaction] {
    let clock = clock(of: assets)
    let rows = events.indices.flatMap { event in
      (events[event].symbol.map { [$0] } ?? symbols).map { (event: event, symbol: $0) }
    }
    let rowsOfSymbol = Dictionary(grouping: rows.indices) { rows[$0].symbol }
    let asked = rowsOfSymbol.keys.sorted()
    let all = events + others
    let market = AssetReactions.series(benchmark ?? AssetBars(), on: clock, options)
    let measured = parallelMap(asked.count, threads: threads) { index -> [Reaction] in
      let symbol = asked[index]
      var asset = AssetReactions(
        symbol, assets[symbol] ?? AssetBars(), market: market,
        events: all.filter { $0.symbol == nil || $0.symbol == symbol }, on: clock, options)
      return (rowsOfSymbol[symbol] ?? []).map { row in
        asset.reaction(of: symbol, to: events[rows[row].event])
      }
    }
    var reactions = [Reaction?](repeating: nil, count: rows.count)
    for (symbol, own) in zip(asked, measured) {
      for (row, reaction) in zip(rowsOfSymbol[symbol] ?? [], own) { reactions[row] = reaction }
    }
    return reactions.compactMap { $0 }
  }

  /// The sessions over the dates of all bars, and some more for the session before the first.
  func clock(of assets: [Symbol: AssetBars]) -> SessionClock {
    let series = assets.values.flatMap { [$0.daily, $0.intraday].compactMap { $0 } }
    let ends = series.flatMap { bars in
      [bars.times.first, bars.times.last].compactMap { $0 }.map { time -> Int in
        bars.resolution == .daily ? Int(time) : Int(time / 86_400_000)
      }
    }
    let first = CalendarDate(ordinal: (ends.min() ?? 0) - 7)
    return SessionClock(
      exchange: exchange, dates: first...CalendarDate(ordinal: (ends.max() ?? 0) + 7))
  }
}
