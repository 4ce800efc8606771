import MarketData

/// Where a series has holes on the sessions of a grid.
struct PriceGaps: Sendable {
  /// Why a session has no return.
  enum Absence: String {
    /// The session itself has no price.
    case missingPrice = "missing_price"
    /// The session has a price, but the last one before it is older than one session.
    case multiDayReturn = "multi_day_return"
    /// The series begins here, or the session is outside the data.
    case missingReturn = "missing_return"
    /// The session has a close and no open, which the study needs.
    case missingOpen = "missing_open"
  }

  /// Each hole: from the first session without a price to the session that ends it, whose return
  /// would be one over several sessions, or to the one before where no value spans sessions. Rising.
  let holes: [ClosedRange<Int>]
  /// The sessions with a close that lack another column of the bar, rising, and which.
  private let lacking: (sessions: [Int], reason: Absence)
  private let spansSessions: Bool
  /// The first session with a price; the number of sessions when there is none.
  private let first: Int
  private let sessionCount: Int

  /// - Parameters:
  ///   - prices: What a value starts from, one a session.
  ///   - spansSessions: Whether a value needs the price of the session before.
  ///   - lacking: The sessions that have a close and lack what else a value needs, rising.
  init(
    _ prices: [Double], spansSessions: Bool = true,
    lacking: (sessions: [Int], reason: Absence) = ([], .missingPrice)
  ) {
    self.spansSessions = spansSessions
    self.lacking = lacking
    sessionCount = prices.count
    first = prices.firstIndex { $0 > 0 } ?? prices.count
    var holes: [ClosedRange<Int>] = []
    var last = first
    for t in prices.indices.dropFirst(first) where prices[t] > 0 {
      if t > last + 1 { holes.append(last + 1...(spansSessions ? t : t - 1)) }
      last = t
    }
    self.holes = holes
  }

  /// Why the value of a session is missing.
  func absence(at session: Int) -> Absence {
    let place = lacking.sessions.partitioningIndex { $0 >= session }
    if place < lacking.sessions.count, lacking.sessions[place] == session { return lacking.reason }
    guard session != first, (0..<sessionCount).contains(session) else { return .missingReturn }
    let next = holes.partitioningIndex { $0.upperBound >= session }
    guard spansSessions, next < holes.count, holes[next].upperBound == session else {
      return .missingPrice
    }
    return .multiDayReturn
  }

  /// Whether a hole, the return that ends it or a session that lacks something is among some
  /// sessions.
  func touches(_ sessions: ClosedRange<Int>) -> Bool {
    let place = lacking.sessions.partitioningIndex { $0 >= sessions.lowerBound }
    if place < lacking.sessions.count, lacking.sessions[place] <= sessions.upperBound {
      return true
    }
    let next = holes.partitioningIndex { $0.upperBound >= sessions.lowerBound }
    return next < holes.count && holes[next].lowerBound <= sessions.upperBound
  }

  /// The number of returns over several sessions that end in some sessions.
  func multiDayReturns(in sessions: ClosedRange<Int>) -> Int {
    guard spansSessions else { return 0 }
    let from = holes.partitioningIndex { $0.upperBound >= sessions.lowerBound }
    return holes.partitioningIndex { $0.upperBound > sessions.upperBound } - from
  }
}
