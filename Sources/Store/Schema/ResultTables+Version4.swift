extension ResultTables {
  /// Tables of events whose stored rows hold several rows each; see `Packing`.
  ///
  /// What earlier versions stored stays where it is: the views show both. The statements are built
  /// here, from nothing that may change, because the tables are too wide to read in full.
  static let version4 =
    """
    CREATE TABLE result_pattern (
      id INTEGER PRIMARY KEY, slot INTEGER, rel_day INTEGER, window_start INTEGER,
      window_end INTEGER, n_days INTEGER, test INTEGER, variant INTEGER, distribution INTEGER,
      df INTEGER, status INTEGER, reason INTEGER
    ) STRICT;

    """ + packedTables.map(\.sql).joined(separator: "\n")

  private static let packedTables = [
    PackedTable(
      name: "ar", slots: 7,
      cells: [
        "session INTEGER", "actual REAL", "expected REAL", "ar REAL", "std_error REAL",
        "p_value REAL",
      ],
      completed: """
        event_id, symbol, model, rel_day, session, actual, expected,
          coalesce(ar, actual - expected) AS ar, std_error, df, p_value, status, reason
        """,
      rows: """
        event_id, symbol, model, rel_day, session, actual, expected, ar, std_error,
          ar / std_error AS sar, ar / std_error AS statistic, df, p_value, status, reason
        """,
      shown: """
        rel_day, date(session * 86400, 'unixepoch') AS session, actual, expected, ar, std_error,
          sar, statistic, df, p_value
        """),
    PackedTable(
      name: "car", slots: 4,
      cells: ["car REAL", "std_error REAL", "scar REAL", "p_value REAL", "bhar REAL"],
      completed: """
        event_id, symbol, model, window_start, window_end, n_days, car, std_error, scar,
          car / std_error AS statistic, df, p_value, bhar, status, reason
        """,
      rows: """
        event_id, symbol, model, window_start, window_end, n_days, car, std_error, scar, statistic,
          df, p_value, bhar, status, reason
        """,
      shown: """
        window_start, window_end, n_days, car, std_error, scar, statistic, df, p_value, bhar
        """),
    PackedTable(
      name: "event_tests", slots: 8,
      cells: [
        "estimate REAL", "std_error REAL", "statistic REAL", "p_value REAL", "p_lower REAL",
        "p_upper REAL",
      ],
      completed: """
        event_id, symbol, model, window_start, window_end, test, variant, estimate, std_error,
          coalesce(statistic, estimate / std_error) AS statistic, distribution, df, p_value,
          coalesce(p_lower, 1.0 - p_upper) AS p_lower, coalesce(p_upper, 1.0 - p_lower) AS p_upper,
          status, reason
        """,
      rows: """
        event_id, symbol, model, window_start, window_end, test, variant, estimate, std_error,
          statistic, distribution, df,
          coalesce(p_value, min(1.0, 2.0 * min(p_lower, p_upper))) AS p_value, p_lower, p_upper,
          status, reason
        """,
      shown: """
        window_start, window_end, (SELECT text FROM label WHERE label.id = test) AS test,
          (SELECT text FROM label WHERE label.id = variant) AS variant, estimate, std_error,
          statistic, (SELECT text FROM label WHERE label.id = distribution) AS distribution, df,
          p_value, p_lower, p_upper
        """),
  ]
}

/// The statements for one table of version 4.
private struct PackedTable {
  let name: String
  let slots: Int
  /// The columns that a stored row repeats for every row it holds.
  let cells: [String]
  /// The columns after cells that follow from other cells were filled in, and after those that
  /// follow from the filled in ones.
  let completed: String
  let rows: String
  /// The columns of the view between the model and the status.
  let shown: String

  var sql: String {
    """
    CREATE TABLE packed_\(name) (
      id INTEGER PRIMARY KEY, event_id INTEGER, symbol INTEGER, model INTEGER, pattern INTEGER,
      \(columns)
    ) STRICT;
    CREATE VIEW unpacked_\(name) AS
    SELECT packed, cell, \(rows)
    FROM (
      SELECT packed, cell, \(completed)
      FROM (
        SELECT packed.id AS packed, pattern.id AS cell, packed.*, pattern.*,
          \(cells.map(chosen).joined(separator: ",\n      "))
        FROM packed_\(name) AS packed CROSS JOIN result_pattern AS pattern
          ON pattern.id BETWEEN packed.pattern AND packed.pattern + \(slots - 1)));
    DROP VIEW \(name);
    CREATE VIEW \(name) AS
    \(view(of: "result_\(name)", key: "id"))
    UNION ALL
    \(view(of: "unpacked_\(name)", key: "packed"));
    """
  }

  private var columns: String {
    let groups = (0..<slots).map { slot in
      cells.map { cell in
        let parts = cell.split(separator: " ")
        return "\(parts[0])_\(slot) \(parts[1])"
      }.joined(separator: ", ")
    }
    return groups.joined(separator: ",\n  ")
  }

  private func chosen(_ cell: String) -> String {
    let name = cell.prefix { $0 != " " }
    let cases = (0..<slots).map { "WHEN \($0) THEN \(name)_\($0)" }
    return "CASE slot \(cases.joined(separator: " ")) END AS \(name)"
  }

  private func view(of source: String, key: String) -> String {
    """
    SELECT study.reference AS study,
      (SELECT text FROM label WHERE label.id = event_id) AS event_id,
      (SELECT text FROM label WHERE label.id = symbol) AS symbol,
      (SELECT text FROM label WHERE label.id = model) AS model, \(shown),
      (SELECT text FROM label WHERE label.id = status) AS status,
      (SELECT text FROM label WHERE label.id = reason) AS reason
    FROM study JOIN \(source) AS result
      ON result.\(key) BETWEEN study.id << 32 AND (study.id << 32) + 4294967295
    """
  }
}
