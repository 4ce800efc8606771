/// The tables of study results and the views that show them under their promised names.
///
/// A table holds dates as days since 1970-01-01 and texts as ids of `label`; a view shows ISO dates
/// and texts, and a leading `study`: the study's name for its latest revision, `name@1` for an
/// earlier one.
///
/// The id of a row is its study's id times 2^32 plus its position: the rows of a study lie together
/// in their order, and writing them needs no comparison of keys.
enum ResultTables {
  static let version1 = """
    CREATE TABLE result_events (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, market INTEGER,
      event_group INTEGER, title INTEGER, event_time INTEGER, time_zone INTEGER,
      event_date INTEGER, session INTEGER, shift_days INTEGER, alignment INTEGER,
      n_estimation INTEGER, status INTEGER, reason INTEGER
    ) STRICT;
    CREATE VIEW events AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = market) AS market,
      (SELECT text FROM label WHERE label.id = event_group) AS event_group,
      (SELECT text FROM label WHERE label.id = title) AS title,
      (SELECT text FROM label WHERE label.id = event_time) AS event_time,
      (SELECT text FROM label WHERE label.id = time_zone) AS time_zone,
      date(event_date * 86400, 'unixepoch') AS event_date,
      date(session * 86400, 'unixepoch') AS session, shift_days,
      (SELECT text FROM label WHERE label.id = alignment) AS alignment, n_estimation,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_events AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_models (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER, term INTEGER,
      estimate REAL, std_error REAL, statistic REAL, p_value REAL
    ) STRICT;
    CREATE VIEW models AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model,
      (SELECT text FROM label WHERE label.id = term) AS term, estimate, std_error, statistic,
      p_value
    FROM study JOIN result_models AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_fits (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER,
      n_estimation INTEGER, k INTEGER, sigma REAL, r_squared REAL, estimation_start INTEGER,
      estimation_end INTEGER, durbin_watson REAL, ljung_box_p REAL, arch_lm_p REAL,
      jarque_bera_p REAL, zero_share REAL, status INTEGER, reason INTEGER
    ) STRICT;
    CREATE VIEW fits AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, n_estimation, k, sigma, r_squared,
      date(estimation_start * 86400, 'unixepoch') AS estimation_start,
      date(estimation_end * 86400, 'unixepoch') AS estimation_end, durbin_watson, ljung_box_p,
      arch_lm_p, jarque_bera_p, zero_share,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_fits AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_ar (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER, rel_day INTEGER,
      session INTEGER, actual REAL, expected REAL, ar REAL, std_error REAL, sar REAL,
      statistic REAL, df INTEGER, p_value REAL, status INTEGER, reason INTEGER
    ) STRICT;
    CREATE VIEW ar AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, rel_day,
      date(session * 86400, 'unixepoch') AS session, actual, expected, ar, std_error, sar,
      statistic, df, p_value, (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_ar AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_car (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER,
      window_start INTEGER, window_end INTEGER, n_days INTEGER, car REAL, std_error REAL,
      scar REAL, statistic REAL, df INTEGER, p_value REAL, bhar REAL, status INTEGER,
      reason INTEGER
    ) STRICT;
    CREATE VIEW car AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, window_start, window_end, n_days,
      car, std_error, scar, statistic, df, p_value, bhar,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_car AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_aar (
      id INTEGER PRIMARY KEY, model INTEGER, event_group INTEGER, rel_day INTEGER,
      n_events INTEGER, aar REAL, caar REAL, median REAL, positive_share REAL, conf_low REAL,
      conf_high REAL
    ) STRICT;
    CREATE VIEW aar AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = model) AS model,
      (SELECT text FROM label WHERE label.id = event_group) AS event_group, rel_day, n_events, aar,
      caar, median, positive_share, conf_low, conf_high
    FROM study JOIN result_aar AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_caar (
      id INTEGER PRIMARY KEY, model INTEGER, event_group INTEGER, window_start INTEGER,
      window_end INTEGER, n_events INTEGER, caar REAL, median REAL, positive_share REAL,
      conf_low REAL, conf_high REAL, abhar REAL
    ) STRICT;
    CREATE VIEW caar AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = model) AS model,
      (SELECT text FROM label WHERE label.id = event_group) AS event_group, window_start,
      window_end, n_events, caar, median, positive_share, conf_low, conf_high, abhar
    FROM study JOIN result_caar AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_tests (
      id INTEGER PRIMARY KEY, model INTEGER, event_group INTEGER, level INTEGER,
      window_start INTEGER, window_end INTEGER, test INTEGER, variant INTEGER, n_events INTEGER,
      estimate REAL, std_error REAL, statistic REAL, distribution INTEGER, df INTEGER,
      p_value REAL, p_lower REAL, p_upper REAL, p_adjusted REAL, status INTEGER, reason INTEGER
    ) STRICT;
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
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_tests AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_notices (
      id INTEGER PRIMARY KEY, code INTEGER, severity INTEGER, event_id INTEGER, message INTEGER
    ) STRICT;
    CREATE VIEW notices AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = code) AS code,
      (SELECT text FROM label WHERE label.id = severity) AS severity,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = message) AS message
    FROM study JOIN result_notices AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;

    CREATE TABLE result_provenance (
      id INTEGER PRIMARY KEY, key INTEGER, value INTEGER
    ) STRICT;
    CREATE VIEW provenance AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = key) AS key,
      (SELECT text FROM label WHERE label.id = value) AS value
    FROM study JOIN result_provenance AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
    """
}
