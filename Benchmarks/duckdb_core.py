"""duckdb_core.py FOLDER: the study of study_core.py in SQL alone."""
import os
import sys

import duckdb

folder = sys.argv[1]
FIRST, LAST, WINDOWS = -10, 10, [(-10, 10), (-1, 1), (0, 0)]
STATISTICS = """
  avg(v) AS mean,
  avg(v) / stddev_samp(v) * sqrt(count(*)) AS csect_t,
  sum(z) / sqrt(sum((m - 2.0) / (m - 4))) AS patell_z,
  avg(z) / stddev_samp(z) * sqrt(count(*)) AS bmp_t,
  (count(*) FILTER (v > 0) - count(*) / 2.0) / sqrt(count(*) / 4.0) AS sign_z,
  (count(*) FILTER (v > 0) - count(*) * any_value(p)) / sqrt(count(*) * any_value(p) * (1 - any_value(p))) AS gsign_z"""
session = duckdb.connect()
session.execute(f"SET threads = {os.cpu_count()}; SET preserve_insertion_order = false")
session.execute(f"""
CREATE TABLE market AS
  SELECT date, day, close / lag(close) OVER (ORDER BY day) - 1 AS x
  FROM (SELECT date, close, row_number() OVER (ORDER BY date) AS day FROM read_csv('{folder}/market.csv'));
CREATE TABLE returns AS
  SELECT symbol, day, x, close / lag(close) OVER (PARTITION BY symbol ORDER BY day) - 1 AS y
  FROM read_csv('{folder}/prices.csv') JOIN market USING (date);
CREATE TABLE events AS
  SELECT event_id, symbol, day AS zero FROM read_csv('{folder}/events.csv') JOIN market USING (date);
CREATE TABLE observations AS
  SELECT event_id, day - zero AS rel, x, y
  FROM events JOIN returns ON returns.symbol = events.symbol AND day BETWEEN zero - 260 AND zero + {LAST};
CREATE TABLE fits AS
  SELECT event_id, a, b, sqrt((syy - b * sxy) / (m - 2)) AS sigma, x_mean, sxx, m
  FROM (SELECT event_id, regr_intercept(y, x) AS a, regr_slope(y, x) AS b, regr_syy(y, x) AS syy,
          regr_sxy(y, x) AS sxy, regr_sxx(y, x) AS sxx, avg(x) AS x_mean, count(*) AS m
        FROM observations WHERE rel <= -11 GROUP BY event_id);
CREATE TABLE ranked AS
  SELECT event_id, rel, ar, x - x_mean AS centred,
    rank() OVER (PARTITION BY event_id ORDER BY ar) - (count(*) OVER (PARTITION BY event_id) + 1) / 2.0 AS deviation
  FROM (SELECT event_id, rel, x, x_mean, y - a - b * x AS ar FROM observations JOIN fits USING (event_id));
CREATE TABLE scores AS
  SELECT rel, score / sqrt(avg(score * score) OVER ()) AS score
  FROM (SELECT rel, avg(deviation) AS score FROM ranked GROUP BY rel);
CREATE TABLE shares AS
  SELECT avg(share) AS p
  FROM (SELECT avg((ar > 0)::INT) AS share FROM ranked WHERE rel <= -11 GROUP BY event_id);
CREATE TABLE days AS
  SELECT event_id, rel, ar, centred FROM ranked WHERE rel >= {FIRST};
CREATE TABLE windows AS
  SELECT event_id, first, last, car, car / (sigma * sqrt(n + n * n / m + spread * spread / sxx)) AS scar, m
  FROM (SELECT event_id, first, last, sum(ar) AS car, sum(centred) AS spread, count(*)::DOUBLE AS n
        FROM days JOIN (VALUES {", ".join(map(str, WINDOWS))}) AS w(first, last) ON rel BETWEEN first AND last
        GROUP BY ALL) JOIN fits USING (event_id);
CREATE TABLE tests AS
  SELECT 'aar' AS level, t.*, score AS corrado_z
  FROM (SELECT rel AS first, rel AS last, {STATISTICS}
        FROM (SELECT rel, ar AS v, ar / (sigma * sqrt(1 + 1.0 / m + centred * centred / sxx)) AS z, m
              FROM days JOIN fits USING (event_id)), shares GROUP BY rel) AS t
  JOIN scores ON rel = first
  UNION ALL
  SELECT 'caar' AS level, t.*, (SELECT sum(score) / sqrt(count(*)) FROM scores WHERE rel BETWEEN t.first AND t.last)
  FROM (SELECT first, last, {STATISTICS}
        FROM (SELECT first, last, car AS v, scar AS z, m FROM windows), shares GROUP BY first, last) AS t;
COPY (SELECT event_id, a AS alpha, b AS beta, sigma, first AS window_start, last AS window_end, car, scar
      FROM windows JOIN fits USING (event_id)) TO '{folder}/duckdb_core_events.csv';
COPY (SELECT event_id, rel AS rel_day, ar FROM days) TO '{folder}/duckdb_core_ar.csv';
COPY (SELECT level, first AS window_start, last AS window_end, statistic, value
      FROM (UNPIVOT tests ON COLUMNS(* EXCLUDE (level, first, last)) INTO NAME statistic VALUE value))
  TO '{folder}/duckdb_core_tests.csv';
""")
