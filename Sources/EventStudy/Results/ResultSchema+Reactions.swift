import Tables

extension ResultSchema {
  /// The tables of measured reactions; a study of abnormal returns has none.
  public static let ofReactions: [TableSchema] = [
    reactions, reactionMeasures, reactionPaths, reactionShares,
  ]

  /// How single assets reacted to single pieces of news.
  package static let reactions = TableSchema(
    "reactions", key: ["event_id", "symbol"],
    [
      "event_id": .text, "symbol": .text, "session": .date, "resolution": .text,
      "direction_rule": .text, "gap": .number, "open_to_close": .number, "close_to_close": .number,
      "peak": .number, "peak_time": .text, "trough": .number, "trough_time": .text,
      "fade_ratio": .number, "retention": .number, "minutes_to_peak": .number,
      "half_life": .number, "placebo_percentile": .number, "placebo_p": .number,
      "placebo_n": .integer, "status": .text, "reason": .text,
    ])

  /// Further measures of the same reactions.
  package static let reactionMeasures = TableSchema(
    "reaction_measures", key: ["event_id", "symbol", "measure", "sessions"],
    [
      "event_id": .text, "symbol": .text, "measure": .text, "sessions": .integer,
      "value": .number, "placebo_percentile": .number, "p_value": .number, "p_lower": .number,
      "p_upper": .number, "placebo_n": .integer, "status": .text, "reason": .text,
    ])

  /// The prices along the reactions that intraday bars show.
  package static let reactionPaths = TableSchema(
    "reaction_paths", key: ["event_id", "symbol", "step"],
    [
      "event_id": .text, "symbol": .text, "step": .integer, "time": .text, "minutes": .number,
      "price": .number, "change": .number,
    ])

  /// The shares of the moves of all days with news by the time of day.
  package static let reactionShares = TableSchema(
    "reaction_shares", key: ["calendar", "resolution", "part"],
    [
      "calendar": .text, "resolution": .text, "part": .text, "minutes": .integer,
      "n_events": .integer, "share": .number, "ordinary_share": .number,
      "placebo_percentile": .number, "p_value": .number, "p_lower": .number, "p_upper": .number,
      "placebo_n": .integer, "status": .text, "reason": .text,
    ])
}
