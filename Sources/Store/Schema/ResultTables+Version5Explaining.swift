import Tables

extension ResultTables {
  /// The tables of questions that are asked of a stored study, and their views.
  ///
  /// The columns are written out here: a migration must not follow what the schema becomes later.
  static let version5Explaining = [
    NewTable(
      "regressions",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("term", .text), ("base", .text), ("estimate", .number),
        ("std_error", .number), ("statistic", .number), ("distribution", .text), ("df", .integer),
        ("p_value", .number), ("p_lower", .number), ("p_upper", .number), ("conf_low", .number),
        ("conf_high", .number), ("vif", .number), ("status", .text), ("reason", .text),
      ]),
    NewTable(
      "regression_fits",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("method", .text), ("errors", .text), ("n_events", .integer),
        ("n_excluded", .integer), ("k", .integer), ("n_clusters", .integer), ("sigma", .number),
        ("r_squared", .number), ("adjusted_r_squared", .number), ("wald_f", .number),
        ("wald_df", .integer), ("wald_df_residual", .integer), ("wald_p", .number),
        ("max_leverage", .number), ("specification", .text), ("status", .text), ("reason", .text),
      ]),
    NewTable(
      "regression_events",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("event_id", .text), ("symbol", .text), ("car", .number),
        ("fitted", .number), ("residual", .number), ("leverage", .number), ("weight", .number),
        ("status", .text), ("reason", .text), ("missing", .text),
      ]),
    NewTable(
      "comparisons",
      [
        ("comparison", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("by_column", .text), ("group_a", .text), ("group_b", .text),
        ("n_a", .integer), ("n_b", .integer), ("mean_a", .number), ("mean_b", .number),
        ("median_a", .number), ("median_b", .number), ("test", .text), ("variant", .text),
        ("estimate", .number), ("std_error", .number), ("statistic", .number),
        ("distribution", .text), ("df", .number), ("p_value", .number), ("p_lower", .number),
        ("p_upper", .number), ("p_adjusted", .number), ("conf_low", .number),
        ("conf_high", .number), ("specification", .text), ("status", .text), ("reason", .text),
      ]),
  ].map(\.sql).joined(separator: "\n")
}
