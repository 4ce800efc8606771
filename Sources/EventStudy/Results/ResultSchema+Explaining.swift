import Tables

extension ResultSchema {
  /// The tables of questions that are asked of a stored study: running the study leaves them empty.
  public static let questions: [TableSchema] = [
    regressions, regressionFits, regressionEvents, comparisons,
  ]

  static let regressions = TableSchema(
    "regressions", key: ["regression", "model", "window_start", "window_end", "term"],
    [
      "regression": .integer, "model": .text, "window_start": .integer, "window_end": .integer,
      "term": .text, "base": .text, "estimate": .number, "std_error": .number,
      "statistic": .number, "distribution": .text, "df": .integer, "p_value": .number,
      "p_lower": .number, "p_upper": .number, "conf_low": .number, "conf_high": .number,
      "vif": .number, "status": .text, "reason": .text,
    ])

  static let regressionFits = TableSchema(
    "regression_fits", key: ["regression", "model", "window_start", "window_end"],
    [
      "regression": .integer, "model": .text, "window_start": .integer, "window_end": .integer,
      "method": .text, "errors": .text, "n_events": .integer, "n_excluded": .integer,
      "k": .integer, "n_clusters": .integer, "sigma": .number, "r_squared": .number,
      "adjusted_r_squared": .number, "wald_f": .number, "wald_df": .integer,
      "wald_df_residual": .integer, "wald_p": .number, "max_leverage": .number,
      "specification": .text, "status": .text, "reason": .text,
    ])

  static let regressionEvents = TableSchema(
    "regression_events",
    [
      "regression": .integer, "model": .text, "window_start": .integer, "window_end": .integer,
      "event_id": .text, "symbol": .text, "car": .number, "fitted": .number, "residual": .number,
      "leverage": .number, "weight": .number, "status": .text, "reason": .text, "missing": .text,
    ])

  static let comparisons = TableSchema(
    "comparisons",
    key: [
      "comparison", "model", "window_start", "window_end", "by_column", "group_a", "group_b",
      "test",
    ],
    [
      "comparison": .integer, "model": .text, "window_start": .integer, "window_end": .integer,
      "by_column": .text, "group_a": .text, "group_b": .text, "n_a": .integer, "n_b": .integer,
      "mean_a": .number, "mean_b": .number, "median_a": .number, "median_b": .number,
      "test": .text, "variant": .text, "estimate": .number, "std_error": .number,
      "statistic": .number, "distribution": .text, "df": .number, "p_value": .number,
      "p_lower": .number, "p_upper": .number, "p_adjusted": .number, "conf_low": .number,
      "conf_high": .number, "specification": .text, "status": .text, "reason": .text,
    ])
}
