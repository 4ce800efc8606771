import MarketData

/// Every event of a study at its place in contiguous data, sorted by event id and symbol.
struct AlignedStudy: Sendable {
  let grids: [SessionGrid]
  /// Returns of one symbol over one grid's sessions.
  let returns: [[Double]]
  /// The holes of the same series.
  let gaps: [PriceGaps]
  let instances: [EventInstance]
  /// The event windows that cover estimation days, when the study leaves such days out.
  private(set) var coverage = EventCoverage.none
  /// The sessions that the prices show, when the study counts those.
  let inferred: InferredSessions?
  /// One weight an instance, when the study takes weights from the event list.
  var weights: [Double] = []

  init(_ spec: StudySpec, _ inputs: StudyInputs, threads: Int) {
    var builder = Builder(spec: spec, inputs: inputs)
    let unsorted = inputs.events.indices.flatMap { builder.instances(ofEvent: $0) }
    grids = builder.grids
    inferred = builder.inferred
    let (keys, grids, ofBars) = (builder.series, builder.grids, builder.barSeries)
    let series = parallelMap(keys.count, threads: threads) { index in
      let grid = grids[keys[index].grid]
      if let blocks = grid.blocks { return SeriesValues(ofBars[index], at: blocks) }
      // A series is only asked for by an event whose symbol has prices.
      let found = inputs.prices[keys[index].symbol] ?? PriceSeries(dates: [], prices: [])
      return SeriesValues(found, on: grid.sessions, spec)
    }
    returns = series.map(\.values)
    gaps = series.map(\.gaps)
    instances = unsorted.sorted { a, b in
      let (x, y) = (inputs.events[a.event].id, inputs.events[b.event].id)
      if x != y { return x.utf8.lexicographicallyPrecedes(y.utf8) }
      return (a.symbol ?? "") < (b.symbol ?? "")
    }
    if spec.estimation.excludesEvents { coverage = EventCoverage(self) }
  }
}

/// A symbol on the sessions of a grid.
private struct SeriesKey: Hashable {
  let symbol: Symbol
  let grid: Int
}

/// Collects grids and series as events ask for them.
private struct Builder {
  let spec: StudySpec
  let inputs: StudyInputs
  var grids: [SessionGrid] = []
  var series: [SeriesKey] = []
  /// The same series over all bars, for a study of bars.
  var barSeries: [BarSeries] = []
  private var bars: BarAlignment?
  let inferred: InferredSessions?
  private var gridOfMarket: [Symbol: Int] = [:]
  private var seriesOfKey: [SeriesKey: Int] = [:]
  private var seen: Set<Occurrence> = []
  private var seenInAnyGroup: Set<Occurrence> = []

  private struct Occurrence: Hashable {
    let symbol: Symbol
    let session: Int64
    let group: String?
  }

  init(spec: StudySpec, inputs: StudyInputs) {
    self.spec = spec
    self.inputs = inputs
    bars = BarAlignment(spec, inputs)
    inferred =
      if case .inferred(let share) = spec.alignment.calendar {
        InferredSessions(inputs.prices, share: share)
      } else { nil }
  }

  mutating func instances(ofEvent index: Int) -> [EventInstance] {
    let event = inputs.events[index]
    let symbols = spec.events.symbols.isEmpty ? [event.symbol] : spec.events.symbols.map { $0 }
    let market = event.market ?? spec.market
    return symbols.map { symbol in
      EventInstance(
        event: index, symbol: symbol, market: market,
        state: state(of: event, symbol: symbol, market: market))
    }
  }

  private mutating func state(of event: NewsEvent, symbol: Symbol?, market: Symbol)
    -> EventInstance.State
  {
    var (assignment, gridIndex): (SessionAssignment?, Int?)
    do throws(Exclusion) {
      guard let symbol else { throw .noSymbol }
      guard let series = inputs.prices[symbol] else { throw .unknownSymbol }
      if let field = spec.missingField(in: series) { throw Exclusion(lacking: field) }
      let (grid, session) = try place(of: event.time, symbol: symbol, market: market)
      (gridIndex, assignment) = (grid, session)
      let repeats = try noteOccurrence(
        of: symbol, at: grids[grid].sessions[session.position], group: event.group)
      let windows = spec.windows(of: event)
      return .aligned(
        EventInstance.Aligned(
          grid: grid, series: try position(of: SeriesKey(symbol: symbol, grid: grid)),
          session: session, eventWindow: windows.event, estimation: windows.estimation,
          carriesWindows: windows.areOwn, repeatsSession: repeats))
    } catch { return .excluded(error, assignment, grid: gridIndex) }
  }

  private mutating func place(of time: EventTime, symbol: Symbol, market: Symbol)
    throws(Exclusion) -> (grid: Int, session: SessionAssignment)
  {
    if bars != nil {
      let exchange = inputs.exchange(of: market, market: market)
      return try bars!.place(time, market: market, exchange: exchange, in: &grids)
    }
    let grid = try grid(of: market)
    let session = try spec.alignment.session(
      of: time, on: grids[grid], exchange: inputs.exchange(of: symbol, market: market))
    return (grid, session)
  }

  /// Notes that a symbol has an event in a session; says whether it has one in another group.
  private mutating func noteOccurrence(of symbol: Symbol, at session: Int64, group: String?)
    throws(Exclusion) -> Bool
  {
    guard seen.insert(Occurrence(symbol: symbol, session: session, group: group)).inserted else {
      throw .duplicate
    }
    return !seenInAnyGroup.insert(Occurrence(symbol: symbol, session: session, group: nil)).inserted
  }

  /// The grid of a market; a study whose models need no market may count other sessions.
  private mutating func grid(of market: Symbol) throws(Exclusion) -> Int {
    if let grid = gridOfMarket[market] { return grid }
    let sessions: [Int64]
    switch spec.alignment.calendar {
    case .market:
      guard let series = inputs.prices[market] else { throw .unknownMarket }
      sessions = zip(series.dates, series.prices).filter { !$1.isMissing }.map(\.0)
    case .exchange, .inferred:
      // The study's own market may be missing, for models that need none.
      guard market == spec.market || inputs.prices[market] != nil else { throw .unknownMarket }
      sessions = inferred?.sessions ?? exchangeSessions()
    }
    grids.append(
      SessionGrid(sessions: sessions, market: market, inputs: inputs, spec: spec))
    gridOfMarket[market] = grids.count - 1
    return grids.count - 1
  }

  /// The exchange's sessions from the first to the last date that any series has.
  private func exchangeSessions() -> [Int64] {
    let firsts = inputs.prices.values.compactMap(\.dates.first)
    let lasts = inputs.prices.values.compactMap(\.dates.last)
    guard let first = firsts.min(), let last = lasts.max() else { return [] }
    let range = CalendarDate(ordinal: Int(first))...CalendarDate(ordinal: Int(last))
    return inputs.exchange.sessions(in: range).map { Int64($0.date.ordinal) }
  }

  private mutating func position(of key: SeriesKey) throws(Exclusion) -> Int {
    if let position = seriesOfKey[key] { return position }
    if bars != nil { barSeries.append(try bars!.series(of: key.symbol, on: grids[key.grid])) }
    series.append(key)
    seriesOfKey[key] = series.count - 1
    return series.count - 1
  }
}

extension StudySpec {
  /// An event's own windows when its row carries them and the study uses them, else the study's.
  func windows(of event: NewsEvent) -> (event: Window, estimation: [Window], areOwn: Bool) {
    guard bars == nil, events.windows == .list, let own = event.windows else {
      return (eventWindow, estimationPositions, false)
    }
    return (Window(own.event), [Window(own.estimation)], true)
  }
}
