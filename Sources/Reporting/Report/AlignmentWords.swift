/// The codes of why an event has its session, in words.
enum AlignmentWords {
  /// What codes joined by `+` mean; a code without words stands for itself.
  static func words(for codes: String) -> String {
    codes.split(separator: "+").map { table[String($0)] ?? String($0) }.joined(separator: "; ")
  }

  private static let table: [String: String] = [
    "date_only": "date without a time",
    "same_session": "during the session",
    "before_open": "before the open",
    "after_close": "after the close",
    "after_early_close": "after an early close",
    "after_cutoff": "after the cutoff",
    "not_a_session": "not a trading day",
    "outside_coverage": "date the calendar does not know",
    "non_trading_next": "no session, next one",
    "non_trading_previous": "no session, one before",
    "non_trading_nearest": "no session, nearest one",
  ]
}
