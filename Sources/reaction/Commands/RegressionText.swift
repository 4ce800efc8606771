import EventStudy
import Tables
import Workflow

/// A regression for a reader.
enum RegressionText {
  /// The columns of `regressions` that fit a terminal.
  static func regressions(_ table: Table) -> Table {
    let shown = ["term", "estimate", "std_error", "statistic", "p_value", "reason"]
    return Table(table.name, leading(table) + withReasons(shown, of: table))
  }

  /// The columns of `comparisons` that fit a terminal.
  static func comparisons(_ table: Table) -> Table {
    let groups = (0..<table.rowCount).map { row in
      guard let first = table["group_a"]?[row].text, let second = table["group_b"]?[row].text else {
        return "all"
      }
      return "\(first) - \(second)"
    }
    let shown = ["test", "estimate", "p_value", "p_adjusted", "reason"]
    return Table(
      table.name,
      leading(table) + [Column("groups", texts: groups)] + withReasons(shown, of: table))
  }

  /// The window, after the model when there are several.
  private static func leading(_ table: Table) -> [Column] {
    let rows = 0..<table.rowCount
    let hasModels = rows.contains { table["model"]?[$0] != table["model"]?[0] }
    return (hasModels ? [table["model"]].compactMap { $0 } : [])
      + [Column("window", texts: rows.map { window(of: table, $0)?.description })]
  }

  /// The columns of those names; the reason only when there is one.
  private static func withReasons(_ names: [String], of table: Table) -> [Column] {
    let hasReasons = (0..<table.rowCount).contains { table["reason"]?[$0] != .missing }
    return names.filter { $0 != "reason" || hasReasons }.compactMap { table[$0] }
  }

  /// One sentence a regression.
  static func sentences(_ fits: Table) -> [String] {
    (0..<fits.rowCount).map { row in
      func text(_ column: String) -> String { fits[column]?[row].text ?? "" }
      func number(_ column: String) -> Double? { fits[column]?[row].number }
      let window = window(of: fits, row)
      let method = text("method") == "wls" ? "weighted least squares" : "least squares"
      var parts = [
        "\(text("model")) \(window?.description ?? ""): \(method), errors \(text("errors"))",
        counted(Int(number("n_events") ?? 0), "event"),
      ]
      if let share = number("r_squared") { parts.append("R2 \(rounded(share, 4))") }
      if let statistic = number("wald_f"), let p = number("wald_p") {
        parts.append(
          "all slopes zero: F(\(Int(number("wald_df") ?? 0)), \(Int(number("wald_df_residual") ?? 0))) "
            + "= \(rounded(statistic, 3)), p \(p < 0.0001 ? "below 0.0001" : rounded(p, 4))")
      }
      return parts.joined(separator: "; ")
    }
  }

  private static func window(of table: Table, _ row: Int) -> Window? {
    guard let first = table["window_start"]?[row].integer,
      let last = table["window_end"]?[row].integer
    else { return nil }
    return Window(first, last)
  }
}

/// A number with at most so many decimals.
private func rounded(_ value: Double, _ decimals: Int) -> String {
  let power = [1.0, 10, 100, 1_000, 10_000][decimals]
  return "\((value * power).rounded() / power)"
}
