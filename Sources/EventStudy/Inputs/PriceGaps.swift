import MarketData

/// Where a price series has holes on the sessions of a grid.
struct PriceGaps: Sendable {
  /// Why a session has no return.
  enum Absence: String {
    /// The session itself has no price.
    case missingPrice = "missing_price"
    /// The session has a price, but the last one before it is older than one session.
    case multiDayReturn = "multi_day_return"
    /// The series begins here, or the session is outside the data.
    case missingReturn = "missing_return"
  }

  /// Each hole: from the first session without a price to the session that ends it, whose return
  /// would be one over several sessions. Rising.
  let holes: [ClosedRange<Int>]
  /// The first session with a price; the number of sessions when there is none.
  private let first: Int
  private let sessionCount: Int

  init(_ prices: [Double]) {
    sessionCount = prices.count
    first = prices.firstIndex { $0 > 0 } ?? prices.count
    var holes: [ClosedRange<Int>] = []
    var last = first
    for t in prices.indices.dropFirst(first) where prices[t] > 0 {
      if t > last + 1 { holes.append(last + 1...t) }
      last = t
    }
    self.holes = holes
  }

  /// Why the return of a session is missing.
  func absence(at session: Int) -> Absence {
    guard session != first, (0..<sessionCount).contains(session) else { return .missingReturn }
    let next = holes.partitioningIndex { $0.upperBound >= session }
    guard next < holes.count, holes[next].upperBound == session else { return .missingPrice }
    return .multiDayReturn
  }

  /// Whether a hole, or the return that ends it, is among some sessions.
  func touches(_ sessions: ClosedRange<Int>) -> Bool {
    let next = holes.partitioningIndex { $0.upperBound >= sessions.lowerBound }
    return next < holes.count && holes[next].lowerBound <= sessions.upperBound
  }

  /// The number of returns over several sessions that end in some sessions.
  func multiDayReturns(in sessions: ClosedRange<Int>) -> Int {
    let from = holes.partitioningIndex { $0.upperBound >= sessions.lowerBound }
    return holes.partitioningIndex { $0.upperBound > sessions.upperBound } - from
  }
}
