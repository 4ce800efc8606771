import EventStudy
public import MarketData

/// The prices along a reaction, to be drawn and told.
public struct ReactionTrace: Hashable, Sendable {
  /// The bar in which the news fell, whether or not the exchange was open then.
  public struct NewsBar: Hashable, Sendable {
    /// The last price of the bar before.
    public let before: Double
    /// The highest price of the bar.
    public let high: Double
    /// The lowest price of the bar.
    public let low: Double
    /// The last price of the bar.
    public let close: Double
    /// Epoch milliseconds at which the bar starts.
    public let start: Int64
    /// Minutes that the bar lasts.
    public let minutes: Double
  }

  /// The last price before the news, then the prices in the order in which they are known to have
  /// been reached. Of a daily bar that is the open, the peak and the close.
  public let prices: [Double]
  /// The times of the first and the last of the prices after the news; `nil` for daily bars.
  public let times: ClosedRange<Int64>?
  /// The bar of the news; `nil` without a time or without bars around it.
  public let newsBar: NewsBar?
}

extension AssetReactions {
  /// The prices along the reaction to a piece of news; `nil` when there is nothing to measure.
  func trace(of reaction: Reaction, to event: NewsEvent) -> ReactionTrace? {
    if let path = reaction.path {
      return ReactionTrace(
        prices: [path.reference] + path.points.map(\.price),
        times: path.start...max(path.start, path.points.last?.time ?? path.start),
        newsBar: newsBar(event.time))
    }
    guard let shape = reaction.shape, let place = try? NewsPlace(event.time, on: clock),
      let (sessions, path) = try? self.path(at: place)
    else { return nil }
    let peak = shape.peak.map { [$0.price] } ?? []
    return ReactionTrace(
      prices: [path.reference, path.firstPrice] + peak + [sessions.lastPrice(of: path)],
      times: nil, newsBar: newsBar(event.time))
  }

  private func newsBar(_ time: EventTime) -> ReactionTrace.NewsBar? {
    guard case .clock(_, _, _, let instant) = time,
      let sessions = series.first(where: { $0.bars.resolution == .intraday })
    else { return nil }
    let (bars, length) = (sessions.bars, sessions.barLength)
    let bar = bars.times.partitioningIndex { $0 + length > instant.milliseconds }
    guard bar > 0, bar < bars.count, bars.times[bar] <= instant.milliseconds else { return nil }
    return ReactionTrace.NewsBar(
      before: bars.close[bar - 1], high: bars.high[bar], low: bars.low[bar],
      close: bars.close[bar], start: bars.times[bar], minutes: Double(length) / 60_000)
  }
}

extension ReactionStudy {
  /// The reaction of one asset to one piece of news, with the prices along it.
  ///
  /// - Parameters:
  ///   - event: The news, which names the asset.
  ///   - others: Further news around which sessions are not ordinary.
  ///   - symbol: The asset.
  ///   - bars: The asset's bars.
  ///   - benchmark: The bars of the market that the options name.
  /// - Returns: The reaction, its trace when there is anything to measure, and the shares of its move by
  ///   the time of day.
  public func reaction(
    to event: NewsEvent, of symbol: Symbol, others: [NewsEvent], bars: AssetBars,
    benchmark: AssetBars? = nil
  ) -> (reaction: Reaction, trace: ReactionTrace?, shares: [DayShare]) {
    let own = others.filter { $0.symbol == nil || $0.symbol == symbol }
    let venues = venues(of: [symbol], assets: [symbol: bars], benchmark: benchmark)
    var asset = AssetReactions(
      symbol, bars, on: venues[exchange(of: symbol).code]!, events: [event] + own, options)
    let reaction = asset.reaction(of: symbol, to: event)
    let shares = shares(of: [MeasuredAsset([reaction], of: asset)], on: venues)
    return (reaction, asset.trace(of: reaction, to: event), shares)
  }
}
