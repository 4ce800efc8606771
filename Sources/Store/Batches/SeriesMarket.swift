import GRDB
public import MarketData

/// Where a series is traded, as far as an import of its bars said.
public struct SeriesMarket: Hashable, Sendable {
  /// The code of the exchange.
  public var exchange: String?
  /// The currency of the prices, by its code of three letters.
  public var currency: String?

  /// A market; `nil` for what is not known.
  public init(exchange: String? = nil, currency: String? = nil) {
    self.exchange = exchange
    self.currency = currency
  }
}

extension ReactionDatabase {
  /// What imports said of where series are traded; of several that said something of one series the
  /// last counts. Series of which nothing is known are not among them.
  public func markets() throws -> [Symbol: SeriesMarket] { try read(seriesMarkets) }
}

func seriesMarkets(_ db: Database) throws -> [Symbol: SeriesMarket] {
  // Most databases have none, and need not be searched for their series.
  guard try Row.fetchOne(db, sql: "SELECT 1 FROM batch_market LIMIT 1") != nil else { return [:] }
  let rows = try Row.fetchAll(
    db,
    sql: """
      SELECT DISTINCT symbol, batch_market.batch, exchange, currency
      FROM segment JOIN series ON series.id = segment.series
        JOIN batch_market ON batch_market.batch = segment.batch
      ORDER BY batch_market.batch
      """)
  return rows.reduce(into: [:]) { markets, row in
    let symbol = Symbol(rawValue: row["symbol"])
    let earlier = markets[symbol]
    markets[symbol] = SeriesMarket(
      exchange: row["exchange"] ?? earlier?.exchange, currency: row["currency"] ?? earlier?.currency
    )
  }
}

/// Notes where the bars of a batch are traded, when that is known.
func insert(_ market: SeriesMarket, batch: Int64, in db: Database) throws {
  guard market != SeriesMarket() else { return }
  try db.execute(
    sql: "INSERT INTO batch_market (batch, exchange, currency) VALUES (?, ?, ?)",
    arguments: [batch, market.exchange, market.currency])
}
