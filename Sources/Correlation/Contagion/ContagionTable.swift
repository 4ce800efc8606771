import MarketData
import Statistics
import Tables

/// The table `contagion`, in the order of the rows.
func contagionTable(
  _ rows: [ContagionRow], _ panel: ReturnPanel, _ adjustment: MultipleTesting
) -> Table {
  func numbers(_ name: String, _ value: (ContagionRow) -> Double?) -> Column {
    Column(name, numbers: rows.map { value($0) ?? .missing })
  }
  let adjusted = adjustment.adjusted(rows.map(\.pValue))
  return Table(
    "contagion",
    [
      symbolColumn("source", rows.map(\.source), panel),
      symbolColumn("symbol", rows.map(\.target), panel),
      Column("event_id", texts: rows.map(\.comparison.eventID)),
      Column("calm_start", dates: rows.map { $0.comparison.calm.first.map(panel.date) }),
      Column("calm_end", dates: rows.map { $0.comparison.calm.last.map(panel.date) }),
      Column("event_start", dates: rows.map { $0.comparison.event.first.map(panel.date) }),
      Column("event_end", dates: rows.map { $0.comparison.event.last.map(panel.date) }),
      Column("n_calm", integers: rows.map(\.counts?.calm)),
      Column("n_event", integers: rows.map(\.counts?.event)),
      numbers("r_calm") { $0.calm }, numbers("r_event") { $0.event },
      numbers("delta") { $0.measured?.delta },
      numbers("r_adjusted") { $0.measured?.adjusted },
      numbers("fisher_z_raw") { $0.statistics?.raw },
      numbers("p_raw") { $0.pValues?.raw },
      numbers("p_bootstrap_raw") { $0.bootstrapped?.raw },
      numbers("fisher_z") { $0.statistics?.adjusted },
      numbers("p_value") { $0.pValues?.adjusted },
      numbers("p_bootstrap") { $0.bootstrapped?.adjusted },
      Column("p_adjusted", numbers: adjusted.map { $0 ?? .missing }),
      Column("status", texts: rows.map { $0.reason == nil ? "ok" : "undefined" }),
      Column("reason", texts: rows.map(\.reason)),
    ])
}

/// A column of symbols, each by its position in a panel.
func symbolColumn(_ name: String, _ positions: [Int?], _ panel: ReturnPanel) -> Column {
  Column(
    name,
    .text(codes: positions.map { $0.map(Int32.init) ?? -1 }, labels: panel.symbols.map(\.rawValue)))
}
