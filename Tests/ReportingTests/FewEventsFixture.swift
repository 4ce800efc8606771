import Tables

extension Fixture {
  /// The result tables of a study of two events, one of them without any variation.
  static let few = TableSet([
    Table(
      "events",
      [
        Column("event_id", texts: ["call-1", "halt-2"]), Column("symbol", texts: ["NVDA", "XYZ"]),
        Column("event_date", dates: [20244, 20250]), Column("session", dates: [20244, 20250]),
        Column("shift_days", integers: [0, 0]),
        Column("alignment", texts: ["date_only", "date_only"]),
        Column("status", texts: ["included", "included"]),
        Column("reason", texts: [nil, "zero_variance"]),
      ]),
    Table(
      "fits",
      [
        Column("event_id", texts: ["call-1", "halt-2"]), Column("symbol", texts: ["NVDA", "XYZ"]),
        Column("model", texts: ["market", "market"]), Column("n_estimation", integers: [240, 238]),
        Column("sigma", numbers: [0.0211, 0]), Column("r_squared", numbers: [0.41, .nan]),
      ]),
    Table(
      "car",
      [
        Column("event_id", texts: ["call-1", "call-1", "halt-2", "halt-2"]),
        Column("symbol", texts: ["NVDA", "NVDA", "XYZ", "XYZ"]),
        Column("model", texts: ["market", "market", "market", "market"]),
        Column("window_start", integers: [0, -1, 0, -1]),
        Column("window_end", integers: [0, 1, 0, 1]),
        Column("car", numbers: [0.0512, 0.0166, 0, 0]),
        Column("bhar", numbers: [0.0512, 0.0164, 0, 0]),
        Column("std_error", numbers: [0.0212, 0.0301, .nan, .nan]),
        Column("statistic", numbers: [2.4151, 0.5515, .nan, .nan]),
        Column("p_value", numbers: [0.0165, 0.5818, .nan, .nan]),
        Column("reason", texts: [nil, nil, "zero_variance", "zero_variance"]),
      ]),
    Table(
      "caar",
      [
        Column("model", texts: ["market"]), Column("event_group", texts: ["all"]),
        Column("window_start", integers: [0]), Column("window_end", integers: [0]),
        Column("n_events", integers: [2]), Column("caar", numbers: [0.0256]),
        Column("median", numbers: [0.0256]), Column("positive_share", numbers: [0.5]),
        Column("conf_low", numbers: [.nan]), Column("conf_high", numbers: [.nan]),
      ]),
    Table(
      "dependence",
      [
        Column("model", texts: ["market"]), Column("event_group", texts: ["all"]),
        Column("window_start", integers: [0]), Column("window_end", integers: [0]),
        Column("overlapping_pairs", integers: [1]), Column("r", numbers: [0.0158]),
        Column("n_effective", numbers: [1.97]),
      ]),
    table(of: [
      TestRow(
        test: "csect_t", estimate: 0.0256, statistic: 1, distribution: "t", df: 1, p: 0.5),
      TestRow(test: "patell_z", estimate: .nan, status: "undefined", reason: "zero_variance"),
    ]),
  ])
}
