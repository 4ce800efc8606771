import MarketData
import Tables

/// `event_tests`: every statistic of a single event, model and window.
///
/// Some events at a time on each thread; how many makes no difference to the table.
func eventTestsTable(
  _ study: Study, _ aligned: AlignedStudy, _ fits: [FittedEvents], _ names: InstanceNames,
  threads: Int
) -> Table {
  let count = study.eventTests.isEmpty ? 0 : fits.first?.count ?? 0
  let size = max(1, (count + threads * 8 - 1) / (threads * 8))
  let parts = parallelMap(max(1, (count + size - 1) / size), threads: threads) { part in
    var outcomes = EventTestOutcomes(study)
    for event in part * size..<min(count, (part + 1) * size) {
      for (model, fitted) in fits.enumerated() where fitted.isIncluded(event) {
        outcomes.evaluate(event, ofModelAt: model, fitted, aligned)
      }
    }
    return Table("event_tests", outcomes.rows.columns(names, fits) + outcomes.columns)
  }
  return Table("event_tests", stacking: parts)
}
