import EventStudy
import MarketData

extension SyntheticMarket {
  /// The prices in long layout: a header, then a row for every session and symbol.
  public var csv: String {
    let series = prices.sorted { $0.key < $1.key }
    let rows = sessions.indices.flatMap { row in
      series.map { "\(sessions[row]),\($0.key),\($0.value.prices[row])\n" }
    }
    return "date,symbol,close\n" + rows.joined()
  }
}
