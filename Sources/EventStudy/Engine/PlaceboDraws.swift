import MarketData
import Statistics

/// A group of events moved to ordinary sessions again and again, with everything estimated anew.
struct PlaceboDraws {
  private let context: GroupContext
  private let groups: [PlaceboGroup]
  /// The events in the order of the rows of a draw.
  private let events: [Int]
  private let levels: [(level: Sample.Level, window: Window, column: Int)]
  /// Whether the draws are all the ways to place the dates, each once. More draws would count the
  /// same placements again, and p-values below one over their number would be none of the data's.
  private let isComplete: Bool
  private let count: Int

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
    let asked = context.spec.resampling.placeboDraws
    let placements = Self.placements(groups)
    (isComplete, count) = (placements <= asked, min(placements, asked))
    guard !groups.isEmpty, placements > 0 else { return nil }
  }

  /// The number of ways to place the dates, or the greatest number there is.
  private static func placements(_ groups: [PlaceboGroup]) -> Int {
    groups.reduce(1) { product, group in
      let (all, overflows) = product.multipliedReportingOverflow(by: group.sessions.count)
      return overflows ? .max : all
    }
  }

  /// Draws once for all tests and for the paths.
  func evaluate(
    _ tests: [any SignificanceTest], _ progress: WorkProgress, threads: Int
  ) -> Outcome {
    let statistics = tests.map { _ in Matrix(rows: count, columns: levels.count) }
    let paths = Matrix(rows: count, columns: context.fitted.layout.eventDays.count)
    parallelRanges(count, threads: threads) { range in
      let fits = FittedEvents(
        like: context.fitted, count: context.members.count)
      let fitter = EventFitter(
        spec: context.spec, study: context.study, designs: context.fitted.designs, result: fits,
        describesEvents: false)
      defer { fitter.deallocate() }
      for draw in range {
        refit(fitter, draw: draw)
        for (column, value) in path(of: fits).enumerated() { paths.row(draw)[column] = value }
        for (column, sample) in samples(of: fits).enumerated() {
          for (test, storage) in zip(tests, statistics) {
            storage.row(draw)[column] = (try? test.evaluate(sample))?.statistic ?? .missing
          }
        }
        progress.advance(by: events.count)
      }
    }
    return Outcome(statistics: statistics.map(\.allColumns), band: PlaceboBand(paths))
  }

  /// Moves every date's events to the session that a draw has for the date, and fits them there.
  private func refit(_ fitter: EventFitter, draw: Int) {
    var row = 0
    for (group, session) in zip(groups, sessions(ofDraw: draw)) {
      for event in group.events {
        fitter.refit(row, of: event, at: Int(session))
        row += 1
      }
    }
  }

  /// One session a date: at random, or the placement of that number.
  private func sessions(ofDraw draw: Int) -> [Int32] {
    var stream = RandomStream(seed: context.spec.resampling.seed, substream: UInt64(draw))
    var rest = draw
    return groups.map { group in
      let count = group.sessions.count
      guard isComplete else { return group.sessions[Int(stream.integer(below: UInt64(count)))] }
      defer { rest /= count }
      return group.sessions[rest % count]
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
