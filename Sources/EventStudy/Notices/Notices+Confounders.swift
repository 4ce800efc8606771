import MarketData

extension Notices {
  /// Events whose CAR windows hold another event of the same symbol, or news of the whole market.
  ///
  /// One pass over the events, sorted by symbol and session.
  var confounders: Notice? {
    guard let reach else { return nil }
    let bySymbol = timesBySymbol
    let ofMarket = aligned.grids.map(marketWideTimes)
    var own: [Int] = []
    var market: [Int] = []
    for (event, place) in included {
      let range = place.dates(of: reach, in: aligned.grids[place.grid].sessions)
      let times = aligned.instances[event].symbol.flatMap { bySymbol[$0] } ?? []
      // One of them is the event itself.
      if times.count(in: range) > 1 { own.append(event) }
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

  /// The sessions, or bars, of every symbol's events, sorted.
  private var timesBySymbol: [Symbol: [Int64]] {
    var times: [Symbol: [Int64]] = [:]
    for instance in aligned.instances {
      guard let place = instance.aligned, let symbol = instance.symbol else { continue }
      times[symbol, default: []].append(date(of: place))
    }
    return times.mapValues { $0.sorted() }
  }

  /// Those of news that name no symbol, unless the study applies them to symbols itself.
  private func marketWideTimes(on grid: SessionGrid) -> [Int64] {
    guard study.spec.events.symbols.isEmpty else { return [] }
    return inputs.events.filter { $0.symbol == nil }.compactMap { event in
      if let blocks = grid.blocks { return blocks.calendar.start(ofBarAt: event.time) }
      let session = try? study.spec.alignment.session(
        of: event.time, on: grid, exchange: inputs.exchange)
      return session.map { grid.sessions[$0.position] }
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

extension [Int64] {
  /// How many of sorted numbers are in a range.
  fileprivate func count(in range: ClosedRange<Int64>) -> Int {
    partitioningIndex { $0 > range.upperBound } - partitioningIndex { $0 >= range.lowerBound }
  }
}
