/// The sessions of an asset that can stand for a day without news.
struct OrdinarySessions: Sendable {
  /// Whether a session is within the distance of an event.
  private let isNearEvent: [Bool]
  /// The most that are used.
  private let limit: Int?

  /// - Parameters:
  ///   - count: The number of sessions.
  ///   - events: The positions of event sessions.
  ///   - distance: The sessions before and after an event that are not ordinary either.
  ///   - limit: The most that are used; `nil` for all.
  init(of count: Int, events: [Int], distance: Int, limit: Int?) {
    var isNearEvent = [Bool](repeating: false, count: count)
    for event in events {
      for session in max(0, event - distance)..<min(count, event + distance + 1) {
        isNearEvent[session] = true
      }
    }
    (self.isNearEvent, self.limit) = (isNearEvent, limit)
  }

  /// Whether a session is far enough from all events.
  func contains(_ session: Int) -> Bool { !isNearEvent[session] }

  /// What ordinary sessions with the hours of a session have of a measure, each measured alike.
  ///
  /// A measure that looks some sessions ahead takes sessions that are ordinary so far ahead, and
  /// of those every so many, counted from the event: spans that share sessions move together, and
  /// the event's would be compared with fewer different ones than are counted.
  ///
  /// - Parameters:
  ///   - session: The session of the event.
  ///   - clock: The sessions.
  ///   - ahead: The sessions after its own that a measure looks at.
  ///   - value: The measure of a session; `nil` when it has none.
  func distribution(
    like session: Int, on clock: SessionClock, ahead: Int = 0, _ value: (Int) -> Double?
  ) -> PlaceboDistribution {
    let step = max(1, ahead)
    let serving = stride(from: session % step, to: isNearEvent.count - ahead, by: step).filter {
      !isNearEvent[$0...$0 + ahead].contains(true) && clock.haveSameHours($0, session)
    }
    return PlaceboDistribution(spread(serving.compactMap(value), limit))
  }
}

/// So many of some values, or all: when there are more, those that divide them evenly, so that the
/// choice neither depends on chance nor prefers a time.
func spread<Value>(_ values: [Value], _ limit: Int?) -> [Value] {
  guard let limit, values.count > limit else { return values }
  return (0..<limit).map { values[(2 * $0 + 1) * values.count / (2 * limit)] }
}
