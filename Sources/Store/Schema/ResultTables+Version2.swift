extension ResultTables {
  static let version2 = """
    CREATE TABLE result_event_tests (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER,
      window_start INTEGER, window_end INTEGER, test INTEGER, variant INTEGER, estimate REAL,
      std_error REAL, statistic REAL, distribution INTEGER, df INTEGER, p_value REAL,
      p_lower REAL, p_upper REAL, status INTEGER, reason INTEGER
    ) STRICT;
    CREATE VIEW event_tests AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, window_start, window_end,
      (SELECT text FROM label WHERE label.id = test) AS test,
      (SELECT text FROM label WHERE label.id = variant) AS variant, estimate, std_error,
      statistic, (SELECT text FROM label WHERE label.id = distribution) AS distribution, df,
      p_value, p_lower, p_upper,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_event_tests AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    ALTER TABLE result_tests ADD COLUMN conf_low REAL;
    ALTER TABLE result_tests ADD COLUMN conf_high REAL;
    DROP VIEW tests;
    CREATE VIEW tests AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = model) AS model,
      (SELECT text FROM label WHERE label.id = event_group) AS event_group,
      (SELECT text FROM label WHERE label.id = level) AS level, window_start, window_end,
      (SELECT text FROM label WHERE label.id = test) AS test,
      (SELECT text FROM label WHERE label.id = variant) AS variant, n_events, estimate, std_error,
      statistic, (SELECT text FROM label WHERE label.id = distribution) AS distribution, df,
      p_value, p_lower, p_upper, p_adjusted,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason, conf_low, conf_high
    FROM study JOIN result_tests AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_dependence (
      id INTEGER PRIMARY KEY, model INTEGER, event_group INTEGER, window_start INTEGER,
      window_end INTEGER, n_events INTEGER, overlapping_pairs INTEGER, r REAL, n_effective REAL
    ) STRICT;
    CREATE VIEW dependence AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = model) AS model,
      (SELECT text FROM label WHERE label.id = event_group) AS event_group, window_start,
      window_end, n_events, overlapping_pairs, r, n_effective
    FROM study JOIN result_dependence AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
    """
}
