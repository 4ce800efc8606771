import Digest
import EventStudy
import MarketData
import Reactions
import Store

/// Reads what measuring reactions needs, once.
struct ReactionData {
  /// The news to measure.
  let events: [NewsEvent]
  /// Further news around which sessions are not ordinary.
  let others: [NewsEvent]
  /// The assets to which news about the whole market applies.
  let marketWide: [Symbol]
  /// The bars by symbol, those of the benchmark among them.
  let assets: [Symbol: AssetBars]
  let benchmark: AssetBars?
  /// The exchange of assets of which nothing else is known or asked for.
  let exchange: ExchangeCalendar
  /// The exchanges that imports named for assets, unless one is asked for.
  let exchanges: [Symbol: ExchangeCalendar]
  /// The files behind the data.
  let sources: [BatchSource]

  init(for request: ReactionRequest, from database: ReactionDatabase, threads: Int) throws {
    let list: String?
    switch request.subject {
    case .moment(let symbol, let time, let named):
      list = named
      marketWide = []
      events = [NewsEvent(id: time.stamp ?? time.date.description, symbol: symbol, time: time)]
      others = try named.map { try database.events(list: $0) } ?? []
    case .list(let named, let symbols):
      list = named
      events = try database.events(list: named)
      others = []
      let isMarketWide = events.contains { $0.symbol == nil }
      marketWide = !isMarketWide ? [] : symbols.isEmpty ? try database.symbols() : symbols
    }
    let named = [request.options.benchmark].compactMap { $0 }
    let symbols = Set(events.compactMap(\.symbol) + marketWide + named).sorted()
    let bars = try Self.assets(symbols, request.options, database, threads: threads)
    assets = bars
    if case .moment(let symbol, _, _) = request.subject {
      try Self.require([symbol], in: assets, database)
    }
    try Self.require(marketWide + named, in: assets, database)
    benchmark = named.first.flatMap { bars[$0] }
    exchange = try request.calendar.map { try exchangeAsked($0, database) } ?? .named("XNYS")
    exchanges =
      request.calendar == nil
      ? try importedExchanges(database.markets().filter { bars[$0.key] != nil }, database) : [:]
    sources = try database.sources(
      series: assets.keys.sorted(), eventLists: list.map { [$0] } ?? [], factorSets: [],
      calendars: Self.calendars(of: assets.keys, exchanges, exchange).map(\.code))
  }

  /// The exchanges on whose sessions assets are measured, by code.
  var calendars: [ExchangeCalendar] { Self.calendars(of: assets.keys, exchanges, exchange) }

  private static func calendars(
    of symbols: some Collection<Symbol>, _ exchanges: [Symbol: ExchangeCalendar],
    _ exchange: ExchangeCalendar
  ) -> [ExchangeCalendar] {
    let all = symbols.map { exchanges[$0] ?? exchange }
    let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    return byCode.values.sorted { $0.code < $1.code }
  }

  private static func assets(
    _ symbols: [Symbol], _ options: ReactionOptions, _ database: ReactionDatabase, threads: Int
  ) throws -> [Symbol: AssetBars] {
    var assets: [Symbol: AssetBars] = [:]
    if options.resolution != .intraday {
      let fields: [Bars.Field] = [.open, .high, .low, .close, .adjustedClose]
      for (symbol, series) in try database.bars(
        of: symbols, fields: fields, resolution: .daily, threads: threads)
      {
        assets[symbol, default: AssetBars()].daily = PriceBars(series)
      }
    }
    guard options.resolution != .daily else { return assets }
    for (symbol, series) in try database.bars(
      of: symbols, fields: [.open, .high, .low, .close], resolution: .intraday, threads: threads)
    {
      assets[symbol, default: AssetBars()].intraday = PriceBars(series)
    }
    return assets
  }

  /// Throws for a symbol that was asked for by name and has no bars.
  private static func require(
    _ symbols: [Symbol], in assets: [Symbol: AssetBars], _ database: ReactionDatabase
  ) throws {
    for symbol in symbols where assets[symbol] == nil {
      if try database.symbols().contains(symbol) {
        throw Failure(
          .nothing, "the series '\(symbol)' has no bars of the resolution that was asked for")
      }
      throw StoreError.unknownSymbol(symbol, nearest: try database.nearestSymbol(to: symbol))
    }
  }

  /// Identifies the values that are read.
  var sha256: String {
    let digest = SHA256()
    for event in events + others {
      let fields = [
        event.id, event.symbol?.rawValue, "\(event.time.date)", event.time.stamp,
      ]
      let further = event.covariates.map { "\($0.name)=\($0.value)" }
      digest.update((fields.map { $0 ?? "" } + further).joined(separator: "\u{1F}") + "\u{1E}")
    }
    for symbol in assets.keys.sorted() {
      let exchange = exchanges[symbol] ?? exchange
      digest.update("\(symbol) \(exchange.code) \(exchange.vintage)\u{1E}")
      for bars in [assets[symbol]?.daily, assets[symbol]?.intraday].compactMap({ $0 }) {
        digest.update("\(bars.resolution.rawValue) \(bars.count)\u{1E}")
        digest.update(bars.times)
        for column in [bars.open, bars.high, bars.low, bars.close, bars.adjustedClose] {
          digest.update(column)
        }
      }
    }
    return digest.finish()
  }
}

/// The calendar that was asked for: an imported one, else a built-in one.
private func exchangeAsked(
  _ code: String, _ database: ReactionDatabase
) throws -> ExchangeCalendar {
  do { return try importedOrBuiltIn(code, database) } catch let error as UnknownExchange {
    throw Failure(.usage, "--calendar: \(error)")
  }
}

extension PriceBars {
  fileprivate init(_ series: BarSeries) {
    self.init(
      resolution: series.resolution, times: series.times, open: series[.open], high: series[.high],
      low: series[.low], close: series[.close], adjustedClose: series[.adjustedClose])
  }
}
