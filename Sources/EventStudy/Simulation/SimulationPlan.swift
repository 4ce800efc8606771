import MarketData

/// What all replicates of a scenario share: sessions, firms and events.
struct SimulationPlan: Sendable {
  /// A firm over the sessions that its events' windows need.
  struct Firm: Sendable {
    let symbol: Symbol
    /// Its sessions, of which the first has a price only.
    let sessions: Range<Int>
    let dates: [Int64]
    /// The deviation of the residual in each of its sessions: greater in its events' windows.
    let deviations: [Double]
    /// Where among its sessions the effect is added, once an event.
    let effectSessions: [Int]
  }

  let scenario: SimulationScenario
  let dates: [Int64]
  let firms: [Firm]
  let events: [NewsEvent]

  /// The places of a scenario that has been checked.
  init(_ scenario: SimulationScenario) throws(SimulationProblem) {
    self.scenario = scenario
    let places = EventPlaces(scenario)
    let firmCount = min(scenario.firmCount ?? scenario.eventCount, scenario.eventCount)
    guard firmCount * places.sessionCount <= SimulationScenario.largestCellCount else {
      throw .tooLarge(firms: firmCount, sessions: places.sessionCount)
    }
    let dates = (0..<places.sessionCount).map { Self.firstDate + Int64($0) }
    self.dates = dates
    firms = (0..<firmCount).map { firm in
      let days = stride(from: firm, to: scenario.eventCount, by: firmCount).map(places.day)
      return Firm(number: firm, eventDays: days, places, scenario, dates: dates)
    }
    let symbols = firms.map(\.symbol)
    events = (0..<scenario.eventCount).map { event in
      NewsEvent(
        id: Self.name("E", event), symbol: symbols[event % firmCount],
        time: .date(CalendarDate(ordinal: Int(dates[places.day(ofEvent: event)]))))
    }
  }

  /// 1 January 1970; every date is a session of the simulated market.
  private static let firstDate: Int64 = 0

  /// A name whose order as text is that of the numbers.
  static func name(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}

/// The sessions of a scenario's events, counted from the first session that has a price.
private struct EventPlaces {
  let scenario: SimulationScenario
  /// The session of the first event.
  let origin: Int
  let sessionCount: Int

  init(_ scenario: SimulationScenario) {
    self.scenario = scenario
    // One session more than the windows need: the first return takes a price before it.
    origin = max(0, 1 + scenario.estimationLength - scenario.window.first)
    let last = scenario.clustering.offset(
      ofEvent: scenario.eventCount - 1, windowLength: scenario.window.count)
    sessionCount = origin + last + max(0, scenario.window.last) + 1
  }

  func day(ofEvent event: Int) -> Int {
    origin
      + scenario.clustering.offset(ofEvent: event, windowLength: scenario.window.count)
  }

  /// The sessions that an event's windows need, with the one before them.
  func sessions(ofEventOn day: Int) -> Range<Int> {
    max(0, day + scenario.window.first - scenario.estimationLength - 1)..<day + scenario.window.last
      + 1
  }
}

extension SimulationPlan.Firm {
  fileprivate init(
    number: Int, eventDays: [Int], _ places: EventPlaces, _ scenario: SimulationScenario,
    dates: [Int64]
  ) {
    let needed = eventDays.map(places.sessions)
    let range = (needed.map(\.lowerBound).min() ?? 0)..<(needed.map(\.upperBound).max() ?? 0)
    let window = scenario.window
    var deviations = [Double](
      repeating: SimulationScenario.residualDeviation, count: range.count)
    let raised =
      SimulationScenario.residualDeviation * scenario.varianceFactor.squareRoot()
    for day in eventDays {
      for session in window.days { deviations[day + session - range.lowerBound] = raised }
    }
    let effectDay = min(max(0, window.first), window.last)
    symbol = Symbol(rawValue: SimulationPlan.name("F", number))
    sessions = range
    self.dates = Array(dates[range])
    self.deviations = deviations
    effectSessions = eventDays.map { $0 + effectDay - range.lowerBound }
  }
}
