import Tables

extension ResultTables {
  /// How single assets reacted to single pieces of news.
  static let version5Reactions = """
    CREATE TABLE result_reactions (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, session INTEGER,
      resolution INTEGER, direction_rule INTEGER, gap REAL, open_to_close REAL,
      close_to_close REAL, peak REAL, peak_time INTEGER, trough REAL, trough_time INTEGER,
      fade_ratio REAL, retention REAL, minutes_to_peak REAL, half_life REAL,
      placebo_percentile REAL, placebo_p REAL, placebo_n INTEGER, status INTEGER, reason INTEGER
    ) STRICT;
    CREATE VIEW reactions AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      date(session * 86400, 'unixepoch') AS session,
      (SELECT text FROM label WHERE label.id = resolution) AS resolution,
      (SELECT text FROM label WHERE label.id = direction_rule) AS direction_rule, gap,
      open_to_close, close_to_close, peak,
      (SELECT text FROM label WHERE label.id = peak_time) AS peak_time, trough,
      (SELECT text FROM label WHERE label.id = trough_time) AS trough_time, fade_ratio, retention,
      minutes_to_peak, half_life, placebo_percentile, placebo_p, placebo_n,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_reactions AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
    """

  /// Further measures of reactions, the prices along them, and the shares of their moves by the time of day.
  static let version5ReactionMeasures = [
    NewTable(
      "reaction_measures",
      [
        ("event_id", .text), ("symbol", .text), ("measure", .text), ("sessions", .integer),
        ("value", .number), ("placebo_percentile", .number), ("p_value", .number),
        ("p_lower", .number), ("p_upper", .number), ("placebo_n", .integer), ("status", .text),
        ("reason", .text),
      ]),
    NewTable(
      "reaction_paths",
      [
        ("event_id", .text), ("symbol", .text), ("step", .integer), ("time", .text),
        ("minutes", .number), ("price", .number), ("change", .number),
      ]),
    NewTable(
      "reaction_shares",
      [
        ("calendar", .text), ("resolution", .text), ("part", .text), ("minutes", .integer),
        ("n_events", .integer), ("share", .number), ("ordinary_share", .number),
        ("placebo_percentile", .number), ("p_value", .number), ("p_lower", .number),
        ("p_upper", .number), ("placebo_n", .integer), ("status", .text), ("reason", .text),
      ]),
  ].map(\.sql).joined(separator: "\n")
}
