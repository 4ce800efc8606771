public import Tables

/// A study whose models are fitted to its events: what is left is to evaluate its tests.
public struct FittedStudy: Sendable {
  private let study: Study
  let inputs: StudyInputs
  let aligned: AlignedStudy
  let fits: [FittedEvents]
  /// How far tests that draw at random are.
  public let progress = WorkProgress()
  private let outcomes: EventOutcomes
  private let threads: Int

  init(
    _ study: Study, _ inputs: StudyInputs, _ aligned: AlignedStudy, _ fits: [FittedEvents],
    threads: Int
  ) {
    self.study = study
    self.inputs = inputs
    self.aligned = aligned
    self.fits = fits
    self.threads = threads
    outcomes = EventOutcomes(aligned, fits)
  }

  /// How many events are in the sample of at least one model.
  public var includedCount: Int { outcomes.includedCount }
  /// How many events are in no model's sample.
  public var excludedCount: Int { aligned.instances.count - includedCount }
  /// Whether any event had data to fit a model to, even if every fit then failed.
  public var hasUsableEvents: Bool {
    includedCount > 0 || outcomes.reasons.contains(Exclusion.singularModel.rawValue)
  }

  /// The same numbers in one value.
  public var counts: SampleCounts {
    SampleCounts(
      included: includedCount, excluded: excludedCount, hasUsableEvents: hasUsableEvents)
  }

  /// Whether a test draws at random. Its tables may take minutes, so that nothing which others wait
  /// for, such as a lock, should be held while `forEachTable` computes them.
  public var resamples: Bool { study.resamples }

  /// Computes the tables of `ResultSchema`, but `provenance` and those of questions, and hands over
  /// one after another.
  ///
  /// The order is that of `TableSet`s of `Study.run` except that `event_tests` comes before all
  /// that is about groups. With several threads later tables are computed while earlier ones are
  /// handed over, unless the study resamples: then all are computed first.
  ///
  /// - Parameter receive: Called on this thread with each table. What it throws ends the tables.
  public func forEachTable(_ receive: (Table) throws -> Void) rethrows {
    let byEvent = eventTables
    let byGroup = groupTables
    let feed = TableFeed(count: byEvent.count + byGroup.count)
    let (aligned, fits, study, inputs, progress) = (aligned, fits, study, inputs, progress)
    let threads = threads
    try feed.deliver(
      isAhead: threads > 1 && !study.resamples,
      {
        parallelEach(byEvent.count, threads: threads) { feed.put(byEvent[$0](), at: $0) }
        let aggregates = study.aggregate(fits, aligned, inputs, progress, threads: threads)
        parallelEach(byGroup.count, threads: threads) {
          feed.put(byGroup[$0](aggregates), at: byEvent.count + $0)
        }
      }, to: receive)
  }

  /// The builders of the tables that depend on single events only.
  private var eventTables: [@Sendable () -> Table] {
    let names = InstanceNames(inputs, aligned)
    return [
      { eventsTable(inputs, aligned, names, outcomes) },
      { modelsTable(fits, names, study.spec.alternative) },
      { fitsTable(fits, aligned, names) },
      { arTable(fits, aligned, names) },
      { carTable(fits, names) },
      { eventTestsTable(study, aligned, fits, names, threads: threads) },
      { eventBarsTable(aligned, names) },
    ]
  }

  /// The builders of the tables that depend on groups.
  private var groupTables: [@Sendable ([[GroupAggregate]]) -> Table] {
    [
      { aarTable($0, fits) },
      { caarTable($0, fits) },
      { testsTable(study, $0, fits) },
      { dependenceTable($0, fits) },
      { placeboPathsTable($0, fits) },
      { noticesTable(Notices(study, inputs, aligned, fits, outcomes, $0).all(threads: threads)) },
    ]
  }
}
