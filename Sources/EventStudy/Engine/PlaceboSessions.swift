import MarketData
import Statistics

/// Sessions to which the events of one date can be moved, all together.
///
/// Moving a date's events together keeps what correlates them.
struct PlaceboGroup: Sendable {
  let events: [Int]
  /// Positions on the grid, rising.
  let sessions: [Int32]
}

/// The dates of a group of events and the ordinary sessions each can be moved to.
///
/// A session serves when every firm of the date has all returns of the event window there, enough
/// estimation sessions before it, and no event of the study in that window.
struct PlaceboSessions {
  private let context: GroupContext
  private let ownEvents: [Int: [EventInstance.Aligned]]

  init(_ context: GroupContext) {
    self.context = context
    let places = context.study.instances.compactMap(\.aligned)
    ownEvents = Dictionary(grouping: places, by: \.series)
  }

  /// One group a date; a date without any session to go to has an empty list.
  func groups(threads: Int) -> [PlaceboGroup] {
    let study = context.study
    let dates = Dictionary(grouping: context.members) { event -> [Int] in
      study.instances[event].aligned.map { [$0.grid, $0.session.position] } ?? []
    }
    let ordered = dates.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { dates[$0] }
    return parallelMap(ordered.count, threads: threads) { index in
      PlaceboGroup(events: ordered[index], sessions: sessions(for: ordered[index]))
    }
  }

  private func sessions(for events: [Int]) -> [Int32] {
    var serving: [Bool] = []
    for place in events.compactMap({ context.study.instances[$0].aligned }) {
      let own = servingSessions(place)
      serving = serving.isEmpty ? own : zip(serving, own).map { $0 && $1 }
    }
    return serving.indices.filter { serving[$0] }.map(Int32.init)
  }

  private func servingSessions(_ place: EventInstance.Aligned) -> [Bool] {
    let valid = validCounts(place)
    let count = valid.count - 1
    let needed = max(
      context.spec.estimation.minimum,
      context.fitted.parameterCount + context.fitted.varianceTermCount + 3)
    func total(_ session: Int, _ days: Window) -> Int {
      let (first, last) = (session + days.first, session + days.last)
      return first >= 0 && last < count ? valid[last + 1] - valid[first] : 0
    }
    var serving = (0..<count).map { session in
      total(session, place.eventWindow) == place.eventWindow.count
        && place.estimation.reduce(0) { $0 + total(session, $1) } >= needed
    }
    for event in ownEvents[place.series] ?? [] {
      // Two windows share no day when their sessions are further apart than they are long.
      let reach = place.eventWindow.count - 1
      let position = event.session.position
      for session in max(0, position - reach)...min(count - 1, position + reach) {
        serving[session] = false
      }
    }
    return serving
  }

  /// The number of sessions before each one on which the model can be used.
  private func validCounts(_ place: EventInstance.Aligned) -> [Int] {
    let design = context.fitted.designs[place.grid]
    let returns = context.study.returns[place.series]
    var counts = [0]
    counts.reserveCapacity(returns.count + 1)
    for session in returns.indices {
      let usable =
        !returns[session].isMissing && !design.offset[session].isMissing
        && design.isComplete(at: session)
      counts.append(counts[session] + (usable ? 1 : 0))
    }
    return counts
  }
}

extension EventInstance.Aligned {
  /// The same windows around another session of the grid.
  func moved(to position: Int) -> EventInstance.Aligned {
    EventInstance.Aligned(
      grid: grid, series: series,
      session: SessionAssignment(position: position, shiftDays: 0, reason: "placebo"),
      eventWindow: eventWindow, estimation: estimation, carriesWindows: carriesWindows,
      repeatsSession: repeatsSession)
  }
}
