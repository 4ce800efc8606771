import MarketData
import Statistics
import Tables

/// The table `impact`, in the order of the rows.
func impactTable(_ rows: [ImpactRow], _ panel: ReturnPanel, _ adjustment: MultipleTesting) -> Table
{
  func numbers(_ name: String, _ value: (ImpactRow) -> Double?) -> Column {
    Column(name, numbers: rows.map { value($0) ?? .missing })
  }
  let adjusted = adjustment.adjusted(rows.map(\.test?.pValue))
  return Table(
    "impact",
    [
      symbolColumn("source", rows.map(\.pair.source), panel),
      symbolColumn("symbol", rows.map(\.pair.target), panel),
      Column("event_id", texts: rows.map(\.comparison.eventID)),
      Column("n_calm", integers: rows.map(\.found?.counts.calm)),
      Column("n_event", integers: rows.map(\.found?.counts.event)),
      numbers("source_sd_calm") { $0.found?.deviations.calm },
      numbers("source_sd_event") { $0.found?.deviations.event },
      numbers("slope_calm") { $0.found?.slopes.calm },
      numbers("slope_event") { $0.found?.slopes.event },
      numbers("beta") { $0.found?.beta },
      numbers("std_error") { $0.found?.standardError },
      numbers("statistic") { $0.test?.statistic },
      numbers("p_value") { $0.test?.pValue },
      Column("p_adjusted", numbers: adjusted.map { $0 ?? .missing }),
      numbers("conf_low") { $0.found?.interval?.low },
      numbers("conf_high") { $0.found?.interval?.high },
      numbers("first_stage_f") { $0.found?.firstStageF },
      Column("status", texts: rows.map(\.status)),
      Column("reason", texts: rows.map(\.statusReason)),
    ])
}
