import GRDB
public import MarketData
public import struct Tables.TableParts

extension ReactionDatabase {
  /// Bars as parts of table `prices`: symbol, time, open, high, low, close, adjusted_close, volume;
  /// the symbols as they are asked for, else in their order, each in rising time.
  ///
  /// A daily bar's time is its date, an instant is ISO 8601 in UTC with `Z`. Throws
  /// `StoreError.unknownSymbol` with the nearest symbol.
  public func prices<Result>(
    _ selection: PriceSelection, _ body: (TableParts) throws -> Result
  ) throws -> Result {
    let series = try chosenSeries(selection)
    let dates = [selection.from?.description, selection.to?.adding(days: 1).description]
    return try querying { connection in
      let statement = try QueryStatement(connection, pricesOfOneSeries)
      return try body(parts(of: series.map { [$0.symbol, $0.resolution] + dates }, statement))
    }
  }

  private func chosenSeries(_ selection: PriceSelection) throws -> [SeriesName] {
    let all = try read { try allSeries($0, selection.resolution) }
    guard !selection.symbols.isEmpty else { return all }
    let named = Dictionary(all.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    return try selection.symbols.map { symbol in
      guard let series = named[symbol.rawValue] else {
        throw StoreError.unknownSymbol(symbol, nearest: try nearestSymbol(to: symbol))
      }
      return series
    }
  }
}

private struct SeriesName {
  let symbol: String
  let resolution: String
}

/// One series a symbol, the daily one when there are several.
private func allSeries(_ db: Database, _ resolution: Resolution?) throws -> [SeriesName] {
  try Row.fetchAll(
    db,
    sql: """
      SELECT symbol, min(resolution) FROM series WHERE resolution = coalesce(?, resolution)
      GROUP BY symbol ORDER BY symbol
      """, arguments: [resolution?.rawValue]
  ).map { SeriesName(symbol: $0[0], resolution: $0[1]) }
}

private let pricesOfOneSeries = """
  SELECT symbol, time, open, high, low, close, adjusted_close, volume FROM prices
  WHERE symbol = ?1 AND resolution = ?2 AND time >= coalesce(?3, '') AND time < coalesce(?4, ':')
  """
