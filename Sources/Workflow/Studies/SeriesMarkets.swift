import EventStudy
import MarketData
import Store

/// The exchanges of the series whose imports named one, an imported calendar before a built-in one.
func importedExchanges(
  _ markets: [Symbol: SeriesMarket], _ database: ReactionDatabase
) throws -> [Symbol: ExchangeCalendar] {
  var calendars: [String: ExchangeCalendar] = [:]
  for (symbol, market) in markets.sorted(by: { $0.key < $1.key }) {
    guard let code = market.exchange, calendars[code] == nil else { continue }
    calendars[code] = try calendar(code, of: symbol, database)
  }
  return markets.compactMapValues { $0.exchange.flatMap { calendars[$0] } }
}

/// Says so when the returns of a study are not in one currency.
func mixedCurrencies(_ markets: [Symbol: SeriesMarket]) -> Notice? {
  let symbols = Dictionary(grouping: markets.keys.sorted()) { markets[$0]?.currency }
  let named = symbols.keys.compactMap { $0 }.sorted()
  guard named.count > 1 else { return nil }
  let parts = named.map { "\($0) (\(symbols[$0]?.first?.rawValue ?? ""), ...)" }
  return Notice(
    code: "mixed_currencies", severity: .warning,
    message:
      "The series are in different currencies: \(parts.joined(separator: ", ")). Returns are "
      + "each series' own, so that a market series in another currency leaves moves of the exchange "
      + "rate in the abnormal returns.")
}
