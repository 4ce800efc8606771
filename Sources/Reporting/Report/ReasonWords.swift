/// Reason codes of the result tables in words.
enum ReasonWords {
  /// The reason of an event on the very series that its normal returns are measured against; the
  /// tables call it a zero variance.
  static let marketItself = "market_itself"

  /// What a code means; a code without words stands for itself.
  static func words(for code: String) -> String { table[code] ?? code }

  private static let table: [String: String] = [
    // Why an event is not in the study.
    "no_symbol": "names no symbol, and the study applies it to none",
    "unknown_symbol": "no prices for this symbol",
    "missing_open": "no opening price",
    "missing_volume": "no volume",
    "missing_range": "no high and low",
    "unknown_market": "no prices for its market series",
    "out_of_range": "session or windows outside the data",
    "not_a_session": "no session on the event's date",
    "shift_too_long": "next session too far from the event's date",
    "duplicate": "same symbol, session and group as an earlier event",
    "insufficient_estimation": "too few days in the estimation window",
    "singular_model": "regressors constant or collinear in the estimation window",
    "undefined_model": "the model has no value for the estimation window",
    "no_event_data": "no prices around the event",

    // Why a number could not be computed.
    "zero_variance": "zero variance, so nothing to standardize by",
    marketItself: "it is the market series itself, so the model leaves nothing to test",
    "too_few_events": "too few events",
    "no_valid_event_days": "no return inside the window",
    "missing_return": "a return is missing",
    "missing_price": "no price",
    "missing_value": "a value of the series or of a regressor is missing",
    "zero_range": "high and low are the same, so the range has no logarithm",
    "multi_bar_return": "the bar before has no price, so that the return would be one over several",
    "no_time": "has a date and no time of day, without which it has no bar",
    "bars_do_not_fit":
      "the bars of the symbol or its market are longer than the study's, or do not start with them",
    "multi_day_return": "a gap in prices makes the return one over several days",
    "incomplete_window": "a return inside the window is missing",
    "too_few_days": "too few days with returns",
    "last_day_missing": "the return of the window's last day is missing",
    "all_zero": "all values are exactly zero",
    "perfect_rank": "no other day ranks as the event does, so the statistic has no finite value",
    "too_many_days": "too many days to rank",
    "degenerate_positive_share": "returns before the events are all or never positive",
    "unbounded_interval": "the resamples put no bound on the mean",
    "no_placebo_sessions": "no ordinary session to move the events of some date to",
    "degenerate_dependence": "the estimated correlation between events leaves no variance",
    "values_only": "the test needs the events behind the values",
    "too_few_clusters": "fewer than two clusters of events",
    "negative_variance": "the two-way variance is not positive",
    "different_dates": "events lie on different dates",
    "different_sessions": "events do not share all their sessions",
    "market_model_only": "this form is for the market model alone",
    "different_markets": "events are measured against different markets",
    "singular_covariance": "the covariance matrix has no inverse",
    "collinear": "the term is a combination of those before it, or does not vary",
    "full_leverage": "a term is about one event alone, so its error cannot be seen",
    "no_mixed_blocks": "no block has events of both groups",

    // Why a p-value is approximate.
    "small_sample": "few events for this approximation",
    "few_clusters": "fewer than 10 clusters",
    "approximate_prediction_error": "the model has no exact prediction error",
  ]
}
