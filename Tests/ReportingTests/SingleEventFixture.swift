import Tables

extension Fixture {
  /// The result tables of a study of one event.
  static let single = TableSet([
    Table(
      "events",
      [
        Column("event_id", texts: ["call-1"]), Column("symbol", texts: ["NVDA"]),
        Column("event_time", texts: [nil]), Column("time_zone", texts: [nil]),
        Column("event_date", dates: [20244]), Column("session", dates: [20244]),
        Column("shift_days", integers: [0]),
        Column("alignment", texts: ["date_only"]),
        Column("status", texts: ["included"]), Column("reason", texts: [nil]),
      ]),
    Table(
      "ar",
      [
        Column("event_id", texts: ["call-1", "call-1"]), Column("symbol", texts: ["NVDA", "NVDA"]),
        Column("model", texts: ["market", "market"]), Column("rel_day", integers: [0, 1]),
        Column("session", dates: [20244, 20245]), Column("actual", numbers: [0.0131, 0.0124]),
        Column("expected", numbers: [-0.0092, 0.0181]), Column("ar", numbers: [0.0223, -0.0057]),
        Column("std_error", numbers: [0.0211, 0.0212]),
        Column("statistic", numbers: [1.0569, -0.2689]),
        Column("p_value", numbers: [0.2916, 0.7882]), Column("reason", texts: [nil, nil]),
      ]),
    Table(
      "car",
      [
        Column("event_id", texts: ["call-1", "call-1"]), Column("symbol", texts: ["NVDA", "NVDA"]),
        Column("model", texts: ["market", "market"]), Column("window_start", integers: [0, 0]),
        Column("window_end", integers: [1, 5]), Column("car", numbers: [0.0166, .nan]),
        Column("bhar", numbers: [0.0164, .nan]), Column("std_error", numbers: [0.0301, .nan]),
        Column("statistic", numbers: [0.5515, .nan]), Column("p_value", numbers: [0.5818, .nan]),
        Column("reason", texts: [nil, "missing_return"]),
      ]),
  ])
}
