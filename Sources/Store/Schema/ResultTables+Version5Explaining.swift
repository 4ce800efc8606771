import Tables

extension ResultTables {
  /// The tables of questions that are asked of a stored study, and their views.
  ///
  /// The columns are written out here: a migration must not follow what the schema becomes later.
  static let version5Explaining = [
    NewTable(
      "regressions",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("term", .text), ("base", .text), ("estimate", .number),
        ("std_error", .number), ("statistic", .number), ("distribution", .text), ("df", .integer),
        ("p_value", .number), ("p_lower", .number), ("p_upper", .number), ("conf_low", .number),
        ("conf_high", .number), ("vif", .number), ("status", .text), ("reason", .text),
      ]),
    NewTable(
      "regression_fits",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("method", .text), ("errors", .text), ("n_events", .integer),
        ("n_excluded", .integer), ("k", .integer), ("n_clusters", .integer), ("sigma", .number),
        ("r_squared", .number), ("adjusted_r_squared", .number), ("wald_f", .number),
        ("wald_df", .integer), ("wald_df_residual", .integer), ("wald_p", .number),
        ("max_leverage", .number), ("specification", .text), ("status", .text), ("reason", .text),
      ]),
    NewTable(
      "regression_events",
      [
        ("regression", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("event_id", .text), ("symbol", .text), ("car", .number),
        ("fitted", .number), ("residual", .number), ("leverage", .number), ("weight", .number),
        ("status", .text), ("reason", .text), ("missing", .text),
      ]),
    NewTable(
      "comparisons",
      [
        ("comparison", .integer), ("model", .text), ("window_start", .integer),
        ("window_end", .integer), ("by_column", .text), ("group_a", .text), ("group_b", .text),
        ("n_a", .integer), ("n_b", .integer), ("mean_a", .number), ("mean_b", .number),
        ("median_a", .number), ("median_b", .number), ("test", .text), ("variant", .text),
        ("estimate", .number), ("std_error", .number), ("statistic", .number),
        ("distribution", .text), ("df", .number), ("p_value", .number), ("p_lower", .number),
        ("p_upper", .number), ("p_adjusted", .number), ("conf_low", .number),
        ("conf_high", .number), ("specification", .text), ("status", .text), ("reason", .text),
      ]),
  ].map(\.sql).joined(separator: "\n")
}

/// A result table and the view that shows its texts under the promised name.
private struct NewTable {
  let name: String
  let columns: [(name: String, kind: Column.Kind)]

  init(_ name: String, _ columns: [(name: String, kind: Column.Kind)]) {
    self.name = name
    self.columns = columns
  }

  var sql: String {
    let stored = columns.map { "\($0.name) \($0.kind == .number ? "REAL" : "INTEGER")" }
    let shown = columns.map { column in
      switch column.kind {
      case .text: "(SELECT text FROM label WHERE label.id = \(column.name)) AS \(column.name)"
      case .date: "date(\(column.name) * 86400, 'unixepoch') AS \(column.name)"
      case .integer, .number: column.name
      }
    }
    return """
      CREATE TABLE result_\(name) (id INTEGER PRIMARY KEY, \(stored.joined(separator: ", "))) STRICT;
      CREATE VIEW \(name) AS
      SELECT study.reference AS study, \(shown.joined(separator: ", "))
      FROM study JOIN result_\(name) AS result
        ON result.id BETWEEN study.id << 32 AND (study.id << 32) + 4294967295;
      """
  }
}
