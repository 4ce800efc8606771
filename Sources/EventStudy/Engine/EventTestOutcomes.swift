import MarketData

/// What the tests of single events found under one model.
struct EventTestOutcomes: Sendable {
  struct Row: Sendable {
    let event: Int
    let windowIndex: Int
    /// The position of the test in the study's tests of single events.
    let test: Int
    let outcome: Result<TestStatistic, Inapplicable>
  }

  let rows: [Row]
}

extension Study {
  /// Evaluates every included event on every window that is its own.
  func evaluateEvents(
    _ fitted: FittedEvents, _ aligned: AlignedStudy, threads: Int
  ) -> EventTestOutcomes {
    guard !eventTests.isEmpty else { return EventTestOutcomes(rows: []) }
    let rows = parallelMap(fitted.count, threads: threads) { event in
      fitted.isIncluded(event) ? outcomes(of: event, fitted, aligned) : []
    }
    return EventTestOutcomes(rows: rows.flatMap { $0 })
  }

  private func outcomes(
    of event: Int, _ fitted: FittedEvents, _ aligned: AlignedStudy
  ) -> [EventTestOutcomes.Row] {
    var rows: [EventTestOutcomes.Row] = []
    for (index, window) in fitted.layout.windows.enumerated()
    where !fitted.validDays[event, index].isMissing {
      let sample = EventSample(
        fitted: fitted, study: aligned, event: event, windowIndex: index,
        resampling: spec.resampling)
      for (position, test) in eventTests.enumerated() where test.applies(to: window) {
        let outcome = Result { () throws(Inapplicable) in try test.evaluate(sample) }
        rows.append(.init(event: event, windowIndex: index, test: position, outcome: outcome))
      }
    }
    return rows
  }
}
