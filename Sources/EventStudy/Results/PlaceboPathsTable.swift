import MarketData
import Tables

/// `placebo_paths`: where the cumulative average abnormal returns of every model and group are on
/// every event day when the events are moved to ordinary sessions.
///
/// It is empty without the test `placebo_dates`, and of groups for which nothing can be drawn.
func placeboPathsTable(_ aggregates: [[GroupAggregate]], _ fits: [FittedEvents]) -> Table {
  var (models, groups, days) = ([String?](), [String?](), [Int]())
  var values: [PlaceboBand.Day] = []
  for (model, aggregate) in aggregates.enumerated() {
    for group in aggregate {
      let found = group.placebos?.days ?? []
      values += found
      for (day, _) in zip(fits[model].layout.eventDays.days, found) {
        models.append(fits[model].model.id.rawValue)
        groups.append(group.group)
        days.append(day)
      }
    }
  }
  return Table(
    "placebo_paths",
    [
      Column("model", texts: models), Column("event_group", texts: groups),
      Column("rel_day", .integer(days)), Column("n_draws", .integer(values.map(\.drawCount))),
      Column("caar_low", numbers: values.map(\.low)),
      Column("caar_median", numbers: values.map(\.median)),
      Column("caar_high", numbers: values.map(\.high)),
    ])
}
