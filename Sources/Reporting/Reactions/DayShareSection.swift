import Tables

/// Table `reaction_shares` as a section of a report.
struct DayShareSection {
  private let records: [Record]

  init(_ records: [Record]) { self.records = records }

  /// One grid for each exchange and resolution, with its days of news.
  var parts: [Part] {
    let kinds = records.map(kind).distinct()
    return kinds.compactMap { kind in
      let rows = records.filter { self.kind($0) == kind && $0.number("share") != nil }
      guard let first = rows.first else { return nil }
      return Part(
        grid: TitledGrid(
          title: "When the day's move came about" + (kinds.count > 1 ? ": \(kind)" : ""),
          columns: columns(rows), rows: rows.count),
        explanation:
          "Shares of the moves from close to close of \(counted(first.integer("n_events") ?? 0, "day")) "
          + "with news, and of ordinary days; p says how often days drawn from all differ as much.")
    }
  }

  /// The shares of one exchange and resolution.
  struct Part {
    let grid: TitledGrid
    let explanation: String
  }

  private func columns(_ rows: [Record]) -> [GridColumn] {
    func column(_ title: String, right: Bool = true, _ cell: @escaping (Record) -> String)
      -> GridColumn
    { GridColumn(title, rows.map(cell), right: right) }
    return [
      column("part", right: false) { $0.text("part") ?? "" },
      column("share") { shareText($0.number("share")) },
      column("ordinary") { shareText($0.number("ordinary_share")) },
      column("percentile") {
        $0.number("placebo_percentile").map { roundedText($0, decimals: 0) } ?? "-"
      },
      column("p") { pValueText($0.number("p_value")) },
      GridColumn.stars { rows[$0].number("p_value") },
    ]
  }

  private func kind(_ record: Record) -> String {
    "\(record.text("calendar") ?? ""), \(record.text("resolution") ?? "") bars"
  }
}
