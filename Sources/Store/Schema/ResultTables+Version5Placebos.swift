import Tables

extension ResultTables {
  /// Where the paths of placebo dates are.
  static let version5Placebos = NewTable(
    "placebo_paths",
    [
      ("model", .text), ("event_group", .text), ("rel_day", .integer), ("n_draws", .integer),
      ("caar_low", .number), ("caar_median", .number), ("caar_high", .number),
    ]
  ).sql
}
