extension ResultTables {
  /// More diagnostics of a fit. The table is written anew so that its columns keep the order of
  /// the schema; what earlier versions stored has no value in the new ones.
  static let version3 = """
    DROP VIEW fits;
    ALTER TABLE result_fits RENAME TO result_fits_2;
    CREATE TABLE result_fits (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER,
      n_estimation INTEGER, k INTEGER, sigma REAL, r_squared REAL, estimation_start INTEGER,
      estimation_end INTEGER, durbin_watson REAL, ljung_box_p REAL, arch_lm_p REAL,
      jarque_bera_p REAL, zero_share REAL, ljung_box_squared_p REAL, breusch_pagan_p REAL,
      chow_p REAL, shapiro_wilk_p REAL, max_abs_residual REAL, longest_stale_run INTEGER,
      missing_days INTEGER, multi_day_gaps INTEGER, overlap_count INTEGER,
      events_in_estimation INTEGER, status INTEGER, reason INTEGER
    ) STRICT;
    INSERT INTO result_fits (
      id, event_id, symbol, model, n_estimation, k, sigma, r_squared, estimation_start,
      estimation_end, durbin_watson, ljung_box_p, arch_lm_p, jarque_bera_p, zero_share, status,
      reason
    )
    SELECT id, event_id, symbol, model, n_estimation, k, sigma, r_squared, estimation_start,
      estimation_end, durbin_watson, ljung_box_p, arch_lm_p, jarque_bera_p, zero_share, status,
      reason
    FROM result_fits_2 ORDER BY id;
    DROP TABLE result_fits_2;
    CREATE VIEW fits AS
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, n_estimation, k, sigma, r_squared,
      date(estimation_start * 86400, 'unixepoch') AS estimation_start,
      date(estimation_end * 86400, 'unixepoch') AS estimation_end, durbin_watson, ljung_box_p,
      arch_lm_p, jarque_bera_p, zero_share, ljung_box_squared_p, breusch_pagan_p, chow_p,
      shapiro_wilk_p, max_abs_residual, longest_stale_run, missing_days, multi_day_gaps,
      overlap_count, events_in_estimation,
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN result_fits AS result
      ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
    """
}
