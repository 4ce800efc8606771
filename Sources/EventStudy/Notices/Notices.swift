import MarketData

/// The notices of a study, the gravest first.
struct Notices: Sendable {
  let study: Study
  let inputs: StudyInputs
  let aligned: AlignedStudy
  let fits: [FittedEvents]
  let outcomes: EventOutcomes
  let dependence: DependenceWords
  /// The events of all groups under the first model.
  let everything: GroupAggregate?
  /// The included events with their place in the data.
  let included: [(event: Int, place: EventInstance.Aligned)]

  init(
    _ study: Study, _ inputs: StudyInputs, _ aligned: AlignedStudy, _ fits: [FittedEvents],
    _ outcomes: EventOutcomes, _ aggregates: [[GroupAggregate]]
  ) {
    self.study = study
    self.inputs = inputs
    self.aligned = aligned
    self.fits = fits
    self.outcomes = outcomes
    everything = aggregates.first?.first
    dependence = DependenceWords(study, everything: everything)
    included = aligned.instances.indices.compactMap { event in
      guard outcomes.isIncluded[event], let place = aligned.instances[event].aligned else {
        return nil
      }
      return (event, place)
    }
  }

  /// The thirds on a thread each: all else of a study waits for them.
  func all(threads: Int) -> [Notice] {
    let parts: [@Sendable () -> [Notice]] = [{ judgements }, { influentialEvents }, { facts }]
    return parallelMap(parts.count, threads: threads) { parts[$0]() }.flatMap(\.self)
  }

  /// What the averages and their tests suffer from, and what to read.
  private var judgements: [Notice] {
    let dependent = [sharedSessions, overlappingWindows].compactMap { $0 }
    let traits = SampleTraits(study, everything, eventsDepend: !dependent.isEmpty)
    let advisor = traits.map { Advisor(study, $0, everything?.windows.first?.outcomes ?? []) }
    let warnings = [singularModels, undefinedModels, longWindows, preTrend].compactMap { $0 }
    let calendar = [outsideCoverage, pricesOutsideSessions].compactMap { $0 }
    return dependent + calendar + warnings + (advisor?.warnings ?? [])
      + [advisor?.readFirst].compactMap { $0 }
  }

  private var facts: [Notice] {
    let found = [
      inferredSessions,
      fewEvents, datesWithoutTime, confounders, otherEvents, excludedEventDays, priceGaps,
      filledDays,
      weightedAverages, closeForAdjusted, repeatedAcrossGroups,
    ].compactMap { $0 }
    return conventions + inputs.dataNotices + found
  }

  /// How what the study measures is spoken of.
  var words: MeasureWords { study.spec.words }

  /// The session of a place as a date, or the start of its bar.
  func date(of place: EventInstance.Aligned) -> Int64 {
    aligned.grids[place.grid].sessions[place.session.position]
  }

  private var sharedSessions: Notice? {
    let sessions = Dictionary(grouping: included) { date(of: $0.place) }
    let shared = sessions.values.filter { $0.count > 1 }
    guard let most = shared.map(\.count).max() else { return nil }
    let count = shared.reduce(0) { $0 + $1.count }
    let unit = study.spec.bars == nil ? "session" : "bar"
    let distinct = "\(sessions.count) distinct \(unit)\(sessions.count == 1 ? "" : "s")"
    return Notice(
      code: "shared_sessions", severity: .warning,
      message:
        "\(count) of \(included.count) event rows share their \(unit) with others (\(distinct), at most "
        + "\(most) rows in one). \(words.capitalizedValues) of one \(words.day) move "
        + "together, so "
        + "\(dependence.erringTests) reject too often. \(dependence.remedy)")
  }

  private var overlappingWindows: Notice? {
    let spans = included.map { entry in
      let first = entry.place.session.position + entry.place.eventWindow.first
      return (
        grid: entry.place.grid, first: first, last: first + entry.place.eventWindow.count - 1,
        position: entry.place.session.position
      )
    }.sorted { ($0.grid, $0.first, $0.last) < ($1.grid, $1.first, $1.last) }
    var overlapping = 0
    for (previous, span) in zip(spans, spans.dropFirst())
    where previous.grid == span.grid && span.first <= previous.last
      && span.position != previous.position
    {
      overlapping += 1
    }
    guard overlapping > 0 else { return nil }
    return Notice(
      code: "overlapping_windows", severity: .warning,
      message:
        "The event windows of \(overlapping) neighbouring sessions overlap in calendar time. What "
        + "moved all stocks on a shared day enters several events, so \(dependence.erringTests) "
        + "reject too often. \(dependence.remedy)")
  }

  private var singularModels: Notice? {
    let models = fits.filter { fitted in
      (0..<fitted.count).contains { fitted.states[$0] == .excluded(.singularModel) }
    }
    guard !models.isEmpty else { return nil }
    let names = models.map { "'\($0.model.id.rawValue)'" }.joined(separator: ", ")
    return Notice(
      code: "singular_model", severity: .warning,
      message:
        "The regressors of \(names) are linearly dependent in some estimation windows (a market "
        + "or factor that does not move): those events are excluded as singular_model.")
  }

  private var undefinedModels: Notice? {
    let counts = fits.map { fitted in
      (
        model: fitted.model.id.rawValue,
        count: (0..<fitted.count).count { fitted.states[$0] == .excluded(.undefinedModel) }
      )
    }.filter { $0.count > 0 }
    guard !counts.isEmpty else { return nil }
    let named = counts.map { "'\($0.model)' for \($0.count) of \(aligned.instances.count)" }
    return Notice(
      code: "undefined_model", severity: .warning,
      message:
        "There is no \(list(named)) event rows, which it leaves out as undefined_model: shocks to a "
        + "variance that never die out, an estimator without a solution. What is left may be the "
        + "calmer events; compare with model market.")
  }

  private var longWindows: Notice? {
    guard let longest = study.spec.windows?.max(by: { $0.count < $1.count }) else { return nil }
    let estimation = study.spec.estimation.windows.reduce(0) { $0 + $1.count }
    guard longest.count * 2 > estimation else { return nil }
    return Notice(
      code: "long_window", severity: .warning,
      message:
        "The window \(longest) is more than half as long as the estimation window "
        + "(\(estimation) sessions): the error of the estimated parameters dominates its variance.")
  }

  private var fewEvents: Notice? {
    let count = included.count
    guard (1..<10).contains(count) else { return nil }
    return Notice(
      code: "few_events", severity: .info,
      message: count == 1
        ? "One event is in the sample: tests across events need at least two; read the event's "
          + "own \(words.abnormal) and \(words.cumulative) with their \(words.standardized)."
        : "Only \(count) events are in the sample: tests lean on normal \(words.values), and one "
          + "event can carry the average. Read the single \(words.cumulative)s beside it.")
  }

  private var datesWithoutTime: Notice? {
    let dated = included.filter {
      if case .date = inputs.events[aligned.instances[$0.event].event].time { true } else { false }
    }
    let covered = (study.spec.windows ?? StudySpec.defaultWindows).contains {
      $0.contains(Window(0...1))
    }
    guard !dated.isEmpty, !covered else { return nil }
    return Notice(
      code: "time_unknown", severity: .info,
      message:
        "\(dated.count) of \(included.count) events have a date but no time. News after the close "
        + "moves prices on day +1: add a window that holds both days, such as [0, 1] "
        + "(Berkman & Truong 2009).")
  }

  private var otherEvents: Notice? {
    guard !study.spec.estimation.excludesEvents else { return nil }
    var affected = 0
    let bySeries = Dictionary(grouping: included) { $0.place.series }
    for entries in bySeries.values where entries.count > 1 {
      let positions = entries.map(\.place.session.position).sorted()
      for entry in entries {
        let inside = entry.place.estimation.contains { block in
          let range =
            entry.place.session.position + block.first...entry.place.session.position + block.last
          let next = positions.partitioningIndex { $0 >= range.lowerBound }
          return next < positions.count && range.contains(positions[next])
        }
        if inside { affected += 1 }
      }
    }
    guard affected > 0 else { return nil }
    return Notice(
      code: "events_in_estimation_window", severity: .info,
      message:
        "\(affected) of \(included.count) event rows have another event of the same symbol inside "
        + "their estimation window, which raises the estimated variance and so hides effects.")
  }

  private var closeForAdjusted: Notice? {
    // Within a session no dividend is paid and no share split.
    guard !study.spec.measure.isOfSession, study.spec.returns.interval != .openToClose else {
      return nil
    }
    let used = Set(included.compactMap { aligned.instances[$0.event].symbol })
    let symbols = used.filter { inputs.prices[$0]?.fellBackToClose == true }.sorted()
    guard !symbols.isEmpty else { return nil }
    let named = symbols.prefix(5).map(\.rawValue).joined(separator: ", ")
    let more = symbols.count > 5 ? " and \(symbols.count - 5) more" : ""
    return Notice(
      code: "close_for_adjusted", severity: .info,
      message:
        "\(named)\(more): no adjusted closes were imported, so returns are those of "
        + "\(study.spec.returns.interval.usesOpens ? "prices as traded" : "closes"); "
        + "dividends and splits count as price moves.")
  }

  private var repeatedAcrossGroups: Notice? {
    let repeated = included.count { $0.place.repeatsSession }
    guard repeated > 0 else { return nil }
    return Notice(
      code: "repeated_across_groups", severity: .info,
      message:
        "\(repeated) event rows repeat a symbol and session that stands in another group too; "
        + "averages over all events count each once.")
  }
}
