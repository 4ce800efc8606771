extension ResultTables {
  /// When the bars of studies of bars are.
  static let version5Bars = """
    CREATE TABLE result_event_bars (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, rel_day INTEGER, session INTEGER,
      bar_start INTEGER, bar_end INTEGER, kind INTEGER
    ) STRICT;
    CREATE VIEW event_bars AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol, rel_day,
      date(session * 86400, 'unixepoch') AS session,
      (SELECT text FROM label WHERE label.id = bar_start) AS bar_start,
      (SELECT text FROM label WHERE label.id = bar_end) AS bar_end,
      (SELECT text FROM label WHERE label.id = kind) AS kind
    FROM study JOIN result_event_bars AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
    """
}
