import Tables

extension ResultTables {
  /// When the bars of studies of bars are.
  static let version5Bars = NewTable(
    "event_bars",
    [
      ("event_id", .text), ("symbol", .text), ("rel_day", .integer), ("session", .date),
      ("bar_start", .text), ("bar_end", .text), ("kind", .text),
    ]
  ).sql
}
