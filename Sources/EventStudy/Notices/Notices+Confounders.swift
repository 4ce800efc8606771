import MarketData

extension Notices {
  /// Events whose CAR windows hold another event of the same symbol, or news of the whole market.
  ///
  /// One pass over the events, sorted by symbol and session.
  var confounders: Notice? {
    guard let reach else { return nil }
    let bySymbol = Dictionary(grouping: aligned.instances.compactMap(\.aligned)) { $0.series }
      .mapValues { $0.map(\.session.position).sorted() }
    let ofMarket = aligned.grids.map(marketWideSessions)
    var own: [Int] = []
    var market: [Int] = []
    for (event, place) in included {
      let range = place.positions(of: reach)
      // One of them is the event itself.
      if (bySymbol[place.series] ?? []).count(in: range) > 1 { own.append(event) }
      if ofMarket[place.grid].count(in: range) > 0 { market.append(event) }
    }
    let parts = [
      part(own, "another event of the same symbol"),
      part(market, "news of the whole market"),
    ].compactMap { $0 }
    guard !parts.isEmpty else { return nil }
    return Notice(
      code: "confounding_events", severity: .info,
      message:
        "Within \(reach) of their sessions " + list(parts)
        + ": their CARs hold both (McWilliams & Siegel 1997).")
  }

  /// The sessions from the first to the last of any CAR window.
  private var reach: Window? {
    let windows = study.spec.windows ?? StudySpec.defaultWindows
    guard let first = windows.map(\.first).min(), let last = windows.map(\.last).max() else {
      return nil
    }
    return Window(first, last)
  }

  /// The sessions of news that name no symbol, unless the study applies them to symbols itself.
  private func marketWideSessions(on grid: SessionGrid) -> [Int] {
    guard study.spec.events.symbols.isEmpty else { return [] }
    return inputs.events.filter { $0.symbol == nil }.compactMap { event in
      try? study.spec.alignment.session(of: event.time, on: grid, exchange: inputs.exchange)
        .position
    }.sorted()
  }

  private func part(_ events: [Int], _ what: String) -> String? {
    guard !events.isEmpty else { return nil }
    let named = events.prefix(5).map { inputs.events[aligned.instances[$0].event].id }
    let more = events.count > 5 ? ", ..." : ""
    return "\(events.count) of \(included.count) event rows "
      + "(\(percent(Double(events.count) / Double(included.count)))) have \(what) "
      + "(\(named.joined(separator: ", "))\(more))"
  }
}

extension [Int] {
  /// How many of sorted numbers are in a range.
  fileprivate func count(in range: ClosedRange<Int>) -> Int {
    partitioningIndex { $0 > range.upperBound } - partitioningIndex { $0 >= range.lowerBound }
  }
}
