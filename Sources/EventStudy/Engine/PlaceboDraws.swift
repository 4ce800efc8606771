import MarketData
import Statistics

/// A group of events moved to ordinary sessions again and again, with everything estimated anew.
struct PlaceboDraws {
  private let context: GroupContext
  private let groups: [PlaceboGroup]
  /// The events in the order of the rows of a draw.
  private let events: [Int]
  private let levels: [(level: Sample.Level, window: Window, column: Int)]

  /// What all draws gave.
  struct Outcome {
    /// By test and sample the statistic of every draw; missing where a draw has none.
    let statistics: [[[Double]]]
    let band: PlaceboBand
  }

  /// Nil when there are no events, or those of some date have no session to go to.
  init?(_ context: GroupContext, _ samples: [Sample], threads: Int) {
    self.context = context
    groups = PlaceboSessions(context).groups(threads: threads)
    events = groups.flatMap(\.events)
    levels = samples.map { ($0.level, $0.window, $0.origin?.column ?? 0) }
    guard !groups.isEmpty, groups.allSatisfy({ !$0.sessions.isEmpty }) else { return nil }
  }

  /// Draws once for all tests and for the paths.
  func evaluate(_ tests: [any SignificanceTest], threads: Int) -> Outcome {
    let resampling = context.spec.resampling
    let draws = resampling.placeboDraws
    let statistics = tests.map { _ in Matrix(rows: draws, columns: levels.count) }
    let paths = Matrix(rows: draws, columns: context.fitted.layout.eventDays.count)
    parallelRanges(draws, threads: threads) { range in
      let fits = FittedEvents(
        like: context.fitted, count: context.members.count)
      let fitter = EventFitter(
        spec: context.spec, study: context.study, designs: context.fitted.designs, result: fits,
        describesEvents: false)
      defer { fitter.deallocate() }
      for draw in range {
        var stream = RandomStream(seed: resampling.seed, substream: UInt64(draw))
        refit(fitter, &stream)
        for (column, value) in path(of: fits).enumerated() { paths.row(draw)[column] = value }
        for (column, sample) in samples(of: fits).enumerated() {
          for (test, storage) in zip(tests, statistics) {
            storage.row(draw)[column] = (try? test.evaluate(sample))?.statistic ?? .missing
          }
        }
      }
    }
    return Outcome(statistics: statistics.map(\.allColumns), band: PlaceboBand(paths))
  }

  /// Moves every date's events to a session drawn for the date, and fits them there.
  private func refit(_ fitter: EventFitter, _ stream: inout RandomStream) {
    var row = 0
    for group in groups {
      let drawn = Int(stream.integer(below: UInt64(group.sessions.count)))
      for event in group.events {
        fitter.refit(row, of: event, at: Int(group.sessions[drawn]))
        row += 1
      }
    }
  }

  /// The cumulative average abnormal return on every event day, as table `aar` has it.
  private func path(of fits: FittedEvents) -> [Double] {
    let days = 0..<fits.layout.eventDays.count
    return runningSums(
      days.map { column in
        let present = rows(of: fits, with: fits.abnormal, column)
        let weights = context.weights(of: present.map { events[$0] }) { position in
          fits.abnormalErrors[present[position], column]
        }
        return WeightedAverage.mean(present.map { fits.abnormal[$0, column] }, weights: weights)
      })
  }

  /// The events that have a value in a column.
  private func rows(of fits: FittedEvents, with values: Matrix, _ column: Int) -> [Int] {
    (0..<fits.count).filter { fits.isIncluded($0) && !values[$0, column].isMissing }
  }

  private func samples(of fits: FittedEvents) -> [Sample] {
    levels.map { level, window, column in
      let values = level == .aar ? fits.abnormal : fits.cumulative
      let errors = level == .aar ? fits.abnormalErrors : fits.cumulativeErrors
      let present = rows(of: fits, with: values, column)
      let varying = present.filter { fits.isStandardizable($0) }
      return Sample(
        level: level, window: window, abnormal: present.map { values[$0, column] },
        dayCount: window.count, standardizable: varying.map { values[$0, column] },
        standardErrors: varying.map { errors[$0, column] },
        degreesOfFreedom: varying.map { Double(fits.degreesOfFreedom[$0]) },
        estimation: context.estimation)
    }
  }
}

extension EventFitter {
  /// Fits an event as if it had been in another session, into a row of the result.
  func refit(_ row: Int, of event: Int, at session: Int) {
    guard let place = study.instances[event].aligned?.moved(to: session) else { return }
    result.clearDays(of: row)
    do throws(Exclusion) {
      try study.returns[place.series].withUnsafeBufferPointer { returns throws(Exclusion) in
        guard let first = returns.baseAddress else { throw .noEventData }
        try fit(row, place, first)
      }
    } catch { result.states[row] = .excluded(error) }
  }
}
