import MarketData

extension EventImport {
  /// The first events as they would be stored, below the names of their columns.
  static func stored(_ events: [NewsEvent]) -> [[String]] {
    let rows = events.prefix(6).map { event in
      [
        event.id, event.symbol?.rawValue ?? "", event.time.stamp ?? event.time.date.description,
        event.group ?? "", event.market?.rawValue ?? "", event.title ?? "",
      ]
    }
    return [["event_id", "symbol", "event_time", "event_group", "market", "title"]] + rows
  }
}

extension FactorImport {
  /// The first rows as they would be stored, below the names of their columns.
  static func stored(_ factors: FactorSet) -> [[String]] {
    let rows = factors.dates.indices.prefix(6).map { row in
      [factors.dates[row].description]
        + factors.factors.map { $0.values[row].isMissing ? "" : "\($0.values[row])" }
    }
    return [["date"] + factors.factors.map(\.name)] + rows
  }
}
