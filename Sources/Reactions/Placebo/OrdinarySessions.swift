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

  /// The fade ratios of ordinary sessions with the hours of a session, each measured alike.
  ///
  /// When more sessions serve than are wanted, those are taken that divide them evenly, so that the
  /// choice neither depends on chance nor prefers a time.
  func distribution(
    like session: Int, on clock: SessionClock, _ fadeRatio: (Int) -> Double?
  ) -> PlaceboDistribution {
    let serving = isNearEvent.indices.filter {
      !isNearEvent[$0] && clock.haveSameHours($0, session)
    }
    let ratios = serving.compactMap(fadeRatio)
    guard let limit, ratios.count > limit else { return PlaceboDistribution(ratios) }
    return PlaceboDistribution(
      (0..<limit).map { ratios[(2 * $0 + 1) * ratios.count / (2 * limit)] })
  }
}
