import MarketData
import Tables

/// `dependence`: how much the events of every model and group depend on each other, by window.
func dependenceTable(_ aggregates: [[GroupAggregate]], _ fits: [FittedEvents]) -> Table {
  var (models, groups) = ([String?](), [String?]())
  var (windows, values) = ([Window](), [CrossCorrelation]())
  for (model, aggregate) in aggregates.enumerated() {
    for group in aggregate {
      windows += fits[model].layout.windows
      values += group.dependence.windows
      for _ in group.dependence.windows {
        models.append(fits[model].model.id.rawValue)
        groups.append(group.group)
      }
    }
  }
  return Table(
    "dependence",
    [
      Column("model", texts: models), Column("event_group", texts: groups),
      Column("window_start", .integer(windows.map(\.first))),
      Column("window_end", .integer(windows.map(\.last))),
      Column("n_events", .integer(values.map(\.eventCount))),
      Column("overlapping_pairs", .integer(values.map(\.overlappingPairs))),
      Column("r", numbers: values.map { $0.mean ?? .missing }),
      Column("n_effective", numbers: values.map { $0.effectiveCount ?? .missing }),
    ])
}
