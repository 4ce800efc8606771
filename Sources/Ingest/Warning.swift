/// Something about an import that the reader of its results should know.
public struct Warning: Hashable, Sendable {
  /// The stable codes of warnings.
  public enum Code: String, CaseIterable, Sendable {
    case unsorted
    case duplicatesCollapsed = "duplicates_collapsed"
    case duplicateConflict = "duplicate_conflict"
    case bidAskAverage = "bid_ask_average"
    case mixedSymbols = "mixed_symbols"
    case mojibakeFallback = "mojibake_fallback"
    case dst
    case unadjustedSplitSuspected = "unadjusted_split_suspected"
    case hundredfoldErrorSuspected = "hundredfold_error_suspected"
    case stalePaddingSuspected = "stale_padding_suspected"
    case highLowInconsistent = "high_low_inconsistent"
    case badDividendSuspected = "bad_dividend_suspected"
    case tamperedDates = "tampered_dates"
    case weekendRows = "weekend_rows"
    case missingAdjusted = "missing_adjusted"
    case zoneUncertain = "tz_uncertain"
    case zoneAssumed = "tz_assumed"
    case endlessRule = "endless_rule"
    case percentSuspected = "percent_suspected"
  }

  /// What kind of warning it is.
  public let code: Code
  /// The warning in words.
  public let message: String

  /// A warning.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
