import MarketData
import Statistics
import Tables

/// `event_tests`: every statistic of a single event, model and window.
func eventTestsTable(
  _ study: Study, _ outcomes: [EventTestOutcomes], _ fits: [FittedEvents], _ names: InstanceNames
) -> Table {
  var rows = EventModelRows()
  var cells = EventTestCells(study)
  for event in 0..<(fits.first?.count ?? 0) {
    for (model, next) in cells.positions.enumerated() {
      var position = next
      while position < outcomes[model].rows.count, outcomes[model].rows[position].event == event {
        let row = outcomes[model].rows[position]
        rows.append(event, model)
        cells.append(row, window: fits[model].layout.windows[row.windowIndex])
        position += 1
      }
      cells.positions[model] = position
    }
  }
  return Table("event_tests", rows.columns(names, fits) + cells.columns)
}

/// The columns of `event_tests` behind the event and the model.
private struct EventTestCells {
  /// The next outcome of each model.
  var positions: [Int]
  private let study: Study
  private var windows: [Window] = []
  private var tests: [Int32] = []
  private var statistics: [TestStatistic?] = []
  private var labels = Labels()
  private var states: [Int32] = []
  private var reasons: [Int32] = []

  init(_ study: Study) {
    self.study = study
    positions = study.models.map { _ in 0 }
  }

  mutating func append(_ row: EventTestOutcomes.Row, window: Window) {
    windows.append(window)
    tests.append(Int32(row.test))
    let status = OutcomeStatus(row.outcome)
    statistics.append(try? row.outcome.get())
    states.append(labels.code(status.status))
    reasons.append(labels.code(status.reason))
  }

  private func number(_ name: String, _ value: (TestStatistic) -> Double?) -> Column {
    Column(name, numbers: statistics.map { $0.flatMap(value) ?? .missing })
  }

  var columns: [Column] {
    [
      Column("window_start", .integer(windows.map(\.first))),
      Column("window_end", .integer(windows.map(\.last))),
      Column(
        "test", .text(codes: tests, labels: study.eventTests.map(\.id.rawValue))),
      Column("variant", .text(codes: tests, labels: study.eventTests.map(\.variant))),
      number("estimate") { $0.estimate }, number("std_error") { $0.standardError },
      number("statistic") { $0.statistic },
      Column("distribution", texts: statistics.map { $0?.distribution }),
      Column("df", integers: statistics.map { $0?.degreesOfFreedom }),
      number("p_value") { $0.pValues[study.spec.alternative] },
      number("p_lower") { $0.pValues.lower }, number("p_upper") { $0.pValues.upper },
      Column("status", .text(codes: states, labels: labels.texts)),
      Column("reason", .text(codes: reasons, labels: labels.texts)),
    ]
  }
}
