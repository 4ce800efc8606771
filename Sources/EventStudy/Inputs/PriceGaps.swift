import MarketData

/// Where a series has holes on the sessions of a grid.
struct PriceGaps: Sendable {
  /// Why a session has no value.
  enum Absence: String, Sendable {
    /// The session itself has no price.
    case missingPrice = "missing_price"
    /// The session has a price, but the last one before it is older than one session.
    case multiDayReturn = "multi_day_return"
    /// The bar has a price, and the one before it has none.
    case multiBarReturn = "multi_bar_return"
    /// The series begins here, or the session is outside the data.
    case missingReturn = "missing_return"
    /// The session has a close and no open, which the study needs.
    case missingOpen = "missing_open"
    /// The session has a close and no volume.
    case missingVolume = "missing_volume"
    /// The session has a close and no high and low, or the high is below the low.
    case missingRange = "missing_range"
    /// High and low are the same, so that the range has no logarithm.
    case zeroRange = "zero_range"
    /// The session is outside the data, or a regressor is missing.
    case missingValue = "missing_value"
  }

  /// A session that has a close and lacks what else a value needs.
  struct Lack: Sendable {
    let session: Int
    let reason: Absence
  }

  /// Each hole: from the first session without a price to the session that ends it, whose return
  /// would be one over several sessions, or to the one before where no value spans sessions. Rising.
  let holes: [ClosedRange<Int>]
  /// Rising by session.
  private let lacking: [Lack]
  /// Why a session outside the data has no value, or one without a regressor.
  let outside: Absence
  private let spansSessions: Bool
  /// The first session with a price; the number of sessions when there is none.
  private let first: Int
  private let sessionCount: Int

  /// - Parameters:
  ///   - prices: What a value starts from, one a session.
  ///   - spansSessions: Whether a value needs the price of the session before.
  ///   - outside: Why a session outside the data has no value.
  ///   - lacking: The sessions that have a close and lack what else a value needs, rising.
  init(
    _ prices: [Double], spansSessions: Bool = true, outside: Absence = .missingReturn,
    lacking: [Lack] = []
  ) {
    self.outside = outside
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
    let place = lacking.partitioningIndex { $0.session >= session }
    if place < lacking.count, lacking[place].session == session { return lacking[place].reason }
    guard session != first, (0..<sessionCount).contains(session) else { return outside }
    let next = holes.partitioningIndex { $0.upperBound >= session }
    guard spansSessions, next < holes.count, holes[next].upperBound == session else {
      return .missingPrice
    }
    return .multiDayReturn
  }

  /// Whether a hole, the return that ends it or a session that lacks something is among some
  /// sessions.
  func touches(_ sessions: ClosedRange<Int>) -> Bool {
    let place = lacking.partitioningIndex { $0.session >= sessions.lowerBound }
    if place < lacking.count, lacking[place].session <= sessions.upperBound { return true }
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
