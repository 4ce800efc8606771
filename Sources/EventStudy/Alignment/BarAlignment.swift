import MarketData

/// Finds the bars of events, and collects the calendars, series and blocks that these need.
struct BarAlignment {
  private let spec: StudySpec
  private let inputs: StudyInputs
  private let spacing: BarSpacing
  private var calendars: [BarCalendar] = []
  private var calendarOfCode: [String: Int] = [:]
  private var series: [SeriesKey: BarSeries?] = [:]
  private var gridOfKey: [GridKey: Int] = [:]

  private struct SeriesKey: Hashable {
    let symbol: Symbol
    let calendar: Int
  }

  private struct GridKey: Hashable {
    let market: Symbol
    let calendar: Int
    let blocks: BarBlocks.Key
  }

  /// `nil` for a study of sessions.
  init?(_ spec: StudySpec, _ inputs: StudyInputs) {
    guard let spacing = spec.bars else { return nil }
    (self.spec, self.inputs, self.spacing) = (spec, inputs, spacing)
  }

  /// The grid of an event and its place on it.
  ///
  /// - Parameter grids: Gets the grid when no event before had the same.
  /// - Throws: `Exclusion.noTime`, `.outOfRange`, `.shiftTooLong`, `.unknownMarket` or
  ///   `.barsDoNotFit`.
  mutating func place(
    _ time: EventTime, market: Symbol, exchange: ExchangeCalendar, in grids: inout [SessionGrid]
  ) throws(Exclusion) -> (grid: Int, session: SessionAssignment) {
    guard case .clock(_, _, _, let instant) = time else { throw .noTime }
    let isWanted = spec.alignment.calendar == .market || market != spec.market
    guard !isWanted || inputs.prices[market] != nil else { throw .unknownMarket }
    let number = calendar(of: exchange)
    let calendar = calendars[number]
    guard let bar = calendar.position(containing: instant.milliseconds) else { throw .outOfRange }
    let key = GridKey(
      market: market, calendar: number,
      blocks: BarBlocks.Key(calendar, event: bar, window: spec.eventWindow))
    let grid = try grid(of: key, in: &grids)
    let session = calendar.bars[bar].session
    let own = exchange.zone.clock(at: instant)
    let shift = Int(calendar.dates[session]) - own.date.ordinal
    guard abs(shift) <= spec.alignment.maximumShift else { throw .shiftTooLong }
    return (
      grid,
      SessionAssignment(
        position: session / key.blocks.step * spec.eventWindow.count - spec.eventWindow.first,
        shiftDays: shift,
        reason: exchange.effectiveDate(of: own.date, own.time).reason.rawValue)
    )
  }

  private mutating func grid(of key: GridKey, in grids: inout [SessionGrid]) throws(Exclusion)
    -> Int
  {
    if let known = gridOfKey[key] { return known }
    let blocks = BarBlocks(calendars[key.calendar], key.blocks)
    let series =
      inputs.prices[key.market] == nil ? nil : try series(of: key.market, calendar: key.calendar)
    grids.append(SessionGrid(blocks, market: key.market, series))
    gridOfKey[key] = grids.count - 1
    return grids.count - 1
  }

  /// The returns of a symbol over the bars of a grid's calendar.
  ///
  /// - Throws: `Exclusion.barsDoNotFit`, or `.unknownSymbol` without prices.
  mutating func series(of symbol: Symbol, on grid: SessionGrid) throws(Exclusion) -> BarSeries {
    guard let code = grid.blocks?.calendar.exchange.code, let calendar = calendarOfCode[code] else {
      throw .barsDoNotFit
    }
    return try series(of: symbol, calendar: calendar)
  }

  private mutating func series(of symbol: Symbol, calendar: Int) throws(Exclusion) -> BarSeries {
    let key = SeriesKey(symbol: symbol, calendar: calendar)
    guard let prices = inputs.prices[symbol] else { throw .unknownSymbol }
    let found = series[key] ?? BarSeries(prices, on: calendars[calendar], spec)
    series[key] = .some(found)
    guard let found else { throw .barsDoNotFit }
    return found
  }

  /// The bars of an exchange from the first to the last that any series has.
  private mutating func calendar(of exchange: ExchangeCalendar) -> Int {
    if let known = calendarOfCode[exchange.code] { return known }
    let first = inputs.prices.values.compactMap(\.dates.first).min() ?? 0
    let last = inputs.prices.values.compactMap(\.dates.last).max() ?? 0
    func date(_ time: Int64) -> CalendarDate {
      exchange.zone.clock(at: Instant(milliseconds: time)).date
    }
    calendars.append(
      BarCalendar(exchange, dates: date(first)...date(last).adding(days: 1), spacing: spacing))
    calendarOfCode[exchange.code] = calendars.count - 1
    return calendars.count - 1
  }
}
