import EventStudy
import Tables
import Workflow

/// A regression for a reader.
enum RegressionText {
  private static let shown = ["term", "estimate", "std_error", "statistic", "p_value", "reason"]

  /// The columns that fit a terminal; the reason only when there is one.
  static func table(_ table: Table) -> Table {
    let hasReasons = (0..<table.rowCount).contains { table["reason"]?[$0] != .missing }
    let windows = (0..<table.rowCount).map { window(of: table, $0)?.description }
    return Table(
      table.name,
      [table["model"], Column("window", texts: windows)].compactMap { $0 }
        + shown.filter { $0 != "reason" || hasReasons }.compactMap { table[$0] })
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
