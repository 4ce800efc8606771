import MarketData
import Statistics

/// The events of a study by group: everything first, then each group by name.
struct Groups: Sendable {
  /// The name of the group of all events in result tables.
  static let everything = "all"

  private let members: [[(name: String, events: [Int])]]

  init(_ study: AlignedStudy, _ inputs: StudyInputs, _ fits: [FittedEvents]) {
    let names = Set(study.instances.compactMap { inputs.events[$0.event].group })
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    members = fits.map { fitted in
      let included = (0..<fitted.count).filter { fitted.isIncluded($0) }
      let everything = Self.once(included, in: study)
      return [(Self.everything, everything)]
        + sorted.map { name in
          (name, included.filter { inputs.events[study.instances[$0].event].group == name })
        }
    }
  }

  func members(ofModelAt index: Int) -> [(name: String, events: [Int])] { members[index] }

  /// Leaves out the repetitions of a symbol and session in another group; the first by event id
  /// stays, whatever the order of the event list.
  private static func once(_ included: [Int], in study: AlignedStudy) -> [Int] {
    var seen: Set<Place> = []
    return included.filter { event in
      guard let place = study.instances[event].aligned else { return true }
      let found = Place(series: place.series, session: place.session.position)
      return seen.insert(found).inserted
    }
  }

  private struct Place: Hashable {
    let series: Int
    let session: Int
  }
}

/// What the events of one group under one model add up to.
struct GroupAggregate: Sendable {
  struct Point: Sendable {
    let sample: Sample
    /// The average by the study's weights.
    let average: WeightedAverage
    let median: Double?
    let meanBuyAndHold: Double?
    /// One outcome a test of the study.
    var outcomes: [Result<TestStatistic, Inapplicable>]
  }

  let group: String
  let eventCount: Int
  /// One point an event day.
  let days: [Point]
  /// One point a window.
  let windows: [Point]
  /// How much the events depend on each other.
  let dependence: GroupDependence
  /// Where the path of averages is at placebo dates; `nil` when no test draws them.
  let placebos: PlaceboBand?
}

extension Study {
  /// Whether a test draws at random, which may take long.
  var resamples: Bool {
    tests.contains(where: \.isResampled) || eventTests.contains(where: \.isResampled)
  }

  /// Evaluates every group of every model on every day and window.
  ///
  /// - Parameter progress: Counts the events that placebo draws fit, which is what takes long.
  func aggregate(
    _ fits: [FittedEvents], _ aligned: AlignedStudy, _ inputs: StudyInputs,
    _ progress: WorkProgress, threads: Int
  ) -> [[GroupAggregate]] {
    let groups = Groups(aligned, inputs, fits)
    let members = fits.indices.map { groups.members(ofModelAt: $0) }
    if tests.contains(where: { $0 is PlaceboDates }) {
      progress.expect(members.joined().reduce(0) { $0 + drawnEvents($1.events) })
    }
    var drawn = 0
    return zip(fits, members).map { fitted, groups in
      groups.map { group in
        defer {
          drawn += drawnEvents(group.events)
          progress.reach(drawn)
        }
        return aggregate(fitted, aligned, group, progress, threads: threads)
      }
    }
  }

  /// How many events are fitted in the placebo draws of a group.
  private func drawnEvents(_ events: [Int]) -> Int {
    events.count * spec.resampling.placeboDraws
  }

  private func aggregate(
    _ fitted: FittedEvents, _ aligned: AlignedStudy, _ group: (name: String, events: [Int]),
    _ progress: WorkProgress, threads: Int
  ) -> GroupAggregate {
    let evidence = tests.reduce(into: Evidence()) { $0.formUnion($1.evidence) }
    let context = GroupContext(
      fitted, aligned, spec, members: group.events, evidence: evidence, threads: threads)
    var points = points(context, threads: threads)
    let placebos = resample(&points, progress, threads: threads)
    let days = fitted.layout.eventDays.count
    return GroupAggregate(
      group: group.name, eventCount: group.events.count, days: Array(points[..<days]),
      windows: Array(points[days...]), dependence: context.dependence, placebos: placebos)
  }

  /// The event days, then the windows; each on whichever thread is free.
  private func points(_ context: GroupContext, threads: Int) -> [GroupAggregate.Point] {
    let layout = context.fitted.layout
    return parallelMap(layout.eventDays.count + layout.windows.count, threads: threads) {
      point(context, position: $0)
    }
  }

  /// Evaluates what is resampled for all points together, with all threads.
  ///
  /// - Returns: Where the paths of placebo dates are, of which all forms share the draws.
  private func resample(
    _ points: inout [GroupAggregate.Point], _ progress: WorkProgress, threads: Int
  ) -> PlaceboBand? {
    let samples = points.map(\.sample)
    func put(_ outcomes: [Result<TestStatistic, Inapplicable>], ofTestAt index: Int) {
      for (position, outcome) in outcomes.enumerated() {
        points[position].outcomes[index] = outcome
      }
    }
    for (index, test) in tests.enumerated() where test.isResampled && !(test is PlaceboDates) {
      guard let test = test as? any ResamplingTest else { continue }
      put(test.evaluate(samples, threads: threads), ofTestAt: index)
    }
    let placebos = tests.enumerated().compactMap { index, test in
      (test as? PlaceboDates).map { (index: index, form: $0) }
    }
    guard !placebos.isEmpty else { return nil }
    let drawn = PlaceboDates.evaluate(
      placebos.map(\.form), samples, progress, threads: threads)
    for (placebo, outcomes) in zip(placebos, drawn.outcomes) {
      put(outcomes, ofTestAt: placebo.index)
    }
    return drawn.band
  }

  /// A day when the position is one of the event days, else a window.
  private func point(_ context: GroupContext, position: Int) -> GroupAggregate.Point {
    let days = context.fitted.layout.eventDays
    let sample =
      position < days.count
      ? Sample(context, day: days.first + position)
      : Sample(context, windowAt: position - days.count)
    return GroupAggregate.Point(
      sample: sample, average: WeightedAverage(sample), median: sample.abnormal.median,
      meanBuyAndHold: position < days.count
        ? nil
        : meanBuyAndHold(context.fitted, members: context.members, window: position - days.count),
      outcomes: tests.map { test in
        // A place for what `resample` finds.
        if test.isResampled, test is any ResamplingTest { return .failure(.tooFewEvents) }
        return Result { () throws(Inapplicable) in try test.evaluate(sample) }
      })
  }
}

private func meanBuyAndHold(_ fitted: FittedEvents, members: [Int], window: Int) -> Double? {
  members.map { fitted.buyAndHold[$0, window] }.filter { !$0.isMissing }.mean
}
