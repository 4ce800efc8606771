/// Why an event is left out of a study, or out of its standardized tests.
///
/// Every event ends up either in the sample or here; raw values are the stable codes of result
/// tables.
public enum Exclusion: String, Error, Hashable, Sendable {
  /// The event names no symbol and the study applies it to none.
  case noSymbol = "no_symbol"
  /// No price series of that name was imported.
  case unknownSymbol = "unknown_symbol"
  /// The symbol's bars have no opens, and the study's returns start or end with one.
  case missingOpen = "missing_open"
  /// The symbol's bars have no volumes, which the study measures.
  case missingVolume = "missing_volume"
  /// The symbol's bars have no highs or lows, of which the study's ranges are made.
  case missingRange = "missing_range"
  /// No price series of the event's market was imported.
  case unknownMarket = "unknown_market"
  /// The event's session is outside the data.
  case outOfRange = "out_of_range"
  /// The date has no session, and the study skips such events.
  case notASession = "not_a_session"
  /// The session is further from the event's date than the study allows.
  case shiftTooLong = "shift_too_long"
  /// The event has a date and no time of day, without which it has no bar.
  case noTime = "no_time"
  /// The bars of the symbol or its market are longer than the study's, or do not start with them.
  case barsDoNotFit = "bars_do_not_fit"
  /// The same symbol, session and group as an earlier event.
  case duplicate
  /// Fewer valid estimation sessions than the study's minimum.
  case insufficientEstimation = "insufficient_estimation"
  /// The regressors are linearly dependent in the estimation window: a constant market, say.
  case singularModel = "singular_model"
  /// The model's estimator has no value for the estimation window.
  case undefinedModel = "undefined_model"
  /// The residuals do not vary, and the study measures how returns vary.
  case zeroVariance = "zero_variance"
  /// No abnormal return in the whole event window.
  case noEventData = "no_event_data"
}

/// The reason code of an included event whose residuals do not vary.
///
/// It stays in the averages and leaves the standardized tests.
let zeroVariance = "zero_variance"
