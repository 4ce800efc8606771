import GRDB
public import MarketData
public import struct Tables.Column
public import struct Tables.Table

extension ReactionDatabase {
  /// One row a series: symbol, resolution, first, last, bars, batches, gaps, source, exchange,
  /// currency; by symbol.
  ///
  /// `gaps` is the number of sessions of the series' calendar, from the first bar to the last, in
  /// which the series has no bar; it is missing where stored times are damaged, and without a
  /// calendar. `source` names the files, `exchange` and `currency` are as an import said.
  ///
  /// - Parameter calendars: The calendar of a series.
  public func seriesList(calendars: (Symbol) -> ExchangeCalendar?) throws -> Table {
    let (series, markets) = try read { (try storedSeries($0, calendars), try seriesMarkets($0)) }
    return Table(
      "series",
      [
        Column("symbol", texts: series.map(\.symbol.rawValue)),
        Column("resolution", texts: series.map(\.resolution.rawValue)),
        Column("first", texts: series.map { timeText($0.first, $0.resolution) }),
        Column("last", texts: series.map { timeText($0.last, $0.resolution) }),
        Column("bars", integers: series.map(\.bars)),
        Column("batches", integers: series.map(\.batches.count)),
        Column("gaps", integers: series.map(\.gaps)),
        Column("source", texts: series.map(\.source)),
        Column("exchange", texts: series.map { markets[$0.symbol]?.exchange }),
        Column("currency", texts: series.map { markets[$0.symbol]?.currency }),
      ])
  }

  /// The symbols that have bars, in order.
  public func symbols() throws -> [Symbol] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT DISTINCT symbol FROM series ORDER BY symbol")
        .map(Symbol.init(rawValue:))
    }
  }

  /// The symbol with bars that a mistyped one most likely means.
  public func nearestSymbol(to symbol: Symbol) throws -> Symbol? {
    nearestName(to: symbol.rawValue, among: try symbols().map(\.rawValue))
      .map(Symbol.init(rawValue:))
  }
}

private struct SeriesSummary {
  let id: Int64
  let symbol: Symbol
  let resolution: Resolution
  var first = Int64.max
  var last = Int64.min
  var bars = 0
  var batches: Set<Int64> = []
  var gaps: Int?
  var source = ""

  mutating func add(batch: Int64, first: Int64, last: Int64, count: Int) {
    self.first = min(self.first, first)
    self.last = max(self.last, last)
    bars += count
    batches.insert(batch)
  }
}

private func storedSeries(
  _ db: Database, _ calendars: (Symbol) -> ExchangeCalendar?
) throws -> [SeriesSummary] {
  var series = try summaries(db)
  let files = try Row.fetchAll(db, sql: "SELECT id, source FROM batch")
    .reduce(into: [Int64: String]()) { $0[$1[0]] = $1[1] }
  let reader = try BarReader(db, fields: [])
  var sessions: [String: SessionCount] = [:]
  for index in series.indices {
    let one = series[index]
    series[index].source = fileNames(one.batches.sorted().compactMap { files[$0] })
    do {
      let times = try reader.series(one.id, one.symbol, one.resolution).times
      series[index].bars = times.count
      guard let calendar = calendars(one.symbol) else { continue }
      series[index].gaps =
        sessions[calendar.code, default: SessionCount(calendar)].gaps(times, one.resolution)
    } catch StoreError.damagedSegment {
      // What is known of the segments is listed; who reads the bars is told of the damage.
      continue
    }
  }
  return series
}

private func summaries(_ db: Database) throws -> [SeriesSummary] {
  let rows = try RawStatement(
    db,
    """
    SELECT series.id, symbol, resolution, batch, first_time, last_time, bar_count
    FROM series JOIN segment ON segment.series = series.id
    ORDER BY symbol, resolution, segment.id
    """)
  var series: [SeriesSummary] = []
  try rows.forEachRow { row in
    if series.last?.id != row.integer(0) {
      series.append(
        SeriesSummary(
          id: row.integer(0), symbol: Symbol(rawValue: row.text(1) ?? ""),
          resolution: row.text(2).flatMap(Resolution.init) ?? .daily))
    }
    series[series.count - 1].add(
      batch: row.integer(3), first: row.integer(4), last: row.integer(5),
      count: Int(row.integer(6)))
  }
  return series
}

/// The different names in their order, the first three when there are more than four.
private func fileNames(_ files: [String]) -> String {
  var names: [String] = []
  for file in files where !names.contains(file) { names.append(file) }
  guard names.count > 4 else { return names.joined(separator: ", ") }
  return names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
}
