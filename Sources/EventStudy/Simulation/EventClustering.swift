/// How simulated events lie in calendar time.
public enum EventClustering: Hashable, Sendable {
  /// All in one session.
  case sameDay
  /// One in each of consecutive sessions, so that windows overlap in part.
  case staggered
  /// As many sessions apart as the window has, so that no two windows share a session.
  case spread
  /// Some in each of a number of consecutive sessions.
  case grid(perDay: Int, days: Int)

  /// The session of an event, counted from the first event's.
  func offset(ofEvent event: Int, windowLength: Int) -> Int {
    switch self {
    case .sameDay: 0
    case .staggered: event
    case .spread: event * windowLength
    case .grid(let perDay, _): event / perDay
    }
  }

  /// The greatest number of events in one session.
  func eventsPerSession(of count: Int) -> Int {
    switch self {
    case .sameDay: count
    case .staggered, .spread: 1
    case .grid(let perDay, _): perDay
    }
  }
}

extension EventClustering: LosslessStringConvertible {
  /// Parses `same-day`, `staggered`, `spread`, or a number of events a day and of days: `6x5`.
  public init?(_ text: String) {
    switch text {
    case "same-day": self = .sameDay
    case "staggered": self = .staggered
    case "spread": self = .spread
    default:
      let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let perDay = parts[0], let days = parts[1],
        (1...SimulationScenario.largestEventCount).contains(perDay),
        (1...SimulationScenario.largestEventCount).contains(days)
      else { return nil }
      self = .grid(perDay: perDay, days: days)
    }
  }

  /// The text it is parsed from.
  public var description: String {
    switch self {
    case .sameDay: "same-day"
    case .staggered: "staggered"
    case .spread: "spread"
    case .grid(let perDay, let days): "\(perDay)x\(days)"
    }
  }
}
