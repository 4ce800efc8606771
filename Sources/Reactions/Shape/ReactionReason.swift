/// Why a reaction, or a part of it, is not defined or not exact: the stable codes of table
/// `reactions` and of those beside it.
public enum ReactionReason: String, Error, Hashable, CaseIterable, Sendable {
  // Why there is nothing to measure.
  /// No price series of that name was imported.
  case unknownSymbol = "unknown_symbol"
  /// The news is before the first or after the last bar, or outside the exchange's calendar.
  case outOfRange = "out_of_range"
  /// The next session is more than four days after the news.
  case shiftTooLong = "shift_too_long"
  /// The session has no bar.
  case missingPrice = "missing_price"
  /// The session has an hour or more without a bar.
  case missingBars = "missing_bars"
  /// No bar ends after the news.
  case noBarsAfterNews = "no_bars_after_news"
  /// The session before has no closing price.
  case missingPriorClose = "missing_prior_close"
  /// A daily bar without an opening price.
  case missingOpen = "missing_open"
  /// A daily bar without its highest or lowest price.
  case missingHighLow = "missing_high_low"
  /// A bar whose opening or closing price is outside its lowest and highest.
  case inconsistentBar = "inconsistent_bar"
  /// The opening price is a whole multiple or fraction of the close before, which is not adjusted.
  case suspectedSplit = "suspected_split"
  /// The benchmark has no usable bars in the session.
  case missingBenchmark = "missing_benchmark"
  /// Fewer than 60 of the sessions from which beta is estimated have returns.
  case insufficientEstimation = "insufficient_estimation"
  /// The asset is the benchmark: nothing is left of its path.
  case marketItself = "market_itself"

  // Why a measure of the path is not defined.
  /// The rule gives no direction: the first move is zero, or the news has no sign.
  case noDirection = "no_direction"
  /// The direction of the first minutes cannot be seen in these bars.
  case needsIntradayBars = "needs_intraday_bars"
  /// The price never moved in the direction that was asked for.
  case noPeak = "no_peak"
  /// Fewer than three prices are known from the peak to the close.
  case tooFewPrices = "too_few_prices"
  /// No asset moved on the days with news.
  case noMove = "no_move"

  // What limits a measure that is defined.
  /// Daily bars cannot part the session's prices before the news from those after it.
  case newsInsideSession = "news_inside_session"
  /// Of a market-adjusted day only the open and the close are known.
  case openAndCloseOnly = "open_and_close_only"
  /// The move was not half undone by the end of the session.
  case halfLifeCensored = "half_life_censored"
  /// There is no ordinary session to compare with.
  case noOrdinarySessions = "no_ordinary_sessions"
}
