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
    var seen: Set<[Int]> = []
    return included.filter { event in
      guard let place = study.instances[event].aligned else { return true }
      return seen.insert([place.series, place.session.position]).inserted
    }
  }
}

/// What the events of one group under one model add up to.
struct GroupAggregate: Sendable {
  struct Point: Sendable {
    let sample: Sample
    let median: Double?
    let confidence: ClosedRange<Double>?
    let meanBuyAndHold: Double?
    let outcomes: [Result<TestStatistic, Inapplicable>]
  }

  let group: String
  let eventCount: Int
  /// One point an event day.
  let days: [Point]
  /// One point a window.
  let windows: [Point]
}

extension Study {
  /// Evaluates every group on every day and window; each point on whichever thread is free.
  func aggregate(
    _ fitted: FittedEvents, _ groups: [(name: String, events: [Int])], threads: Int
  ) -> [GroupAggregate] {
    let layout = fitted.layout
    let estimations = parallelMap(groups.count, threads: threads) {
      Sample.Estimation(of: fitted, members: groups[$0].events)
    }
    let (days, windows) = (layout.eventDays.count, layout.windows.count)
    let points = parallelMap(groups.count * (days + windows), threads: threads) { index in
      let (group, position) = index.quotientAndRemainder(dividingBy: days + windows)
      return point(
        fitted, members: groups[group].events, position: position, estimation: estimations[group])
    }
    return groups.indices.map { group in
      let start = group * (days + windows)
      return GroupAggregate(
        group: groups[group].name, eventCount: groups[group].events.count,
        days: Array(points[start..<start + days]),
        windows: Array(points[start + days..<start + days + windows]))
    }
  }

  /// A day when the position is one of the event days, else a window.
  private func point(
    _ fitted: FittedEvents, members: [Int], position: Int, estimation: Sample.Estimation
  ) -> GroupAggregate.Point {
    let days = fitted.layout.eventDays.count
    let sample =
      position < days
      ? Sample(
        fitted, members: members, day: fitted.layout.eventDays.first + position,
        estimation: estimation)
      : Sample(fitted, members: members, windowAt: position - days, estimation: estimation)
    return GroupAggregate.Point(
      sample: sample, median: sample.abnormal.median,
      confidence: confidenceInterval(sample.abnormal),
      meanBuyAndHold: position < days
        ? nil : meanBuyAndHold(fitted, members: members, window: position - days),
      outcomes: tests.map { test in
        Result { () throws(Inapplicable) in try test.evaluate(sample) }
      })
  }
}

/// The 95% interval of a mean by Student's t, centred on the mean.
private func confidenceInterval(_ values: [Double]) -> ClosedRange<Double>? {
  guard let mean = values.mean, let deviation = values.sampleDeviation else { return nil }
  let null = NullDistribution.studentT(degreesOfFreedom: Double(values.count - 1))
  let half = null.quantile(upperTail: 0.025) * deviation / Double(values.count).squareRoot()
  return mean - half...mean + half
}

private func meanBuyAndHold(_ fitted: FittedEvents, members: [Int], window: Int) -> Double? {
  members.map { fitted.buyAndHold[$0, window] }.filter { !$0.isMissing }.mean
}
