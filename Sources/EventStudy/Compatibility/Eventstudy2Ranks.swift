import MarketData
import Statistics

/// The generalized rank t of eventstudy2.
extension Sample {
  /// Ranks each value over its standard error across events, times the adjustment, among the
  /// residuals / sigma of its event; equal values rank in their order.
  ///
  /// The deviation of the mean of K / (M + 2) - 1/2 is that of the M estimation days alone:
  /// t = Z sqrt((M - 2) / (M - 1 - Z^2)) with M - 2 degrees of freedom.
  ///
  /// - Throws: `Inapplicable.perfectRank` where Z^2 reaches M - 1, of which there is no root.
  func generalizedRankTAsInEventstudy2() throws(Inapplicable) -> TestStatistic {
    let (origin, values) = (try events(), try standardizedAsInEventstudy2())
    let (_, deviation) = try meanAndDeviation(values)
    let unit = deviation / Double(values.count).squareRoot() / (try adjustmentAsInEventstudy2())
    var ranks = EstimationDayRanks(days: origin.context.fitted.layout.estimationDays.count)
    for (event, value) in zip(origin.standardizable, values) {
      let fitted = origin.context.fitted
      let sigma = fitted.sigma[event]
      ranks.add(
        UnsafeBufferPointer(start: fitted.residuals.row(event), count: fitted.residuals.columns)
          .map { $0 / sigma }, star: value / unit)
    }
    return try ranks.studentT
  }
}

/// Sums of scaled ordinal ranks over events, by estimation day and of the event's own value.
private struct EstimationDayRanks {
  private var sums: [Double]
  private var counts: [Int]
  private var ownSum = 0.0
  private var eventCount = 0

  init(days: Int) {
    sums = Array(repeating: 0, count: days)
    counts = Array(repeating: 0, count: days)
  }

  mutating func add(_ residuals: [Double], star: Double) {
    let order = residuals.indices.filter { !residuals[$0].isMissing }
      .sorted { (residuals[$0], $0) < (residuals[$1], $1) }
    let divisor = Double(order.count + 2)
    var below = 0
    for (place, day) in order.enumerated() {
      let isAbove = star < residuals[day]
      if !isAbove { below += 1 }
      sums[day] += Double(place + (isAbove ? 2 : 1)) / divisor - 0.5
      counts[day] += 1
    }
    ownSum += Double(below + 1) / divisor - 0.5
    eventCount += 1
  }

  var studentT: TestStatistic {
    get throws(Inapplicable) {
      let count = Double(eventCount)
      let days = zip(sums, counts).filter { $1 > 0 }
      let squares = days.reduce(0) { $0 + $1.0 * $1.0 / (Double($1.1) * count) }
      let length = days.count
      let deviation = (squares / Double(length)).squareRoot()
      guard deviation > 0 else { throw .zeroVariance }
      let mean = ownSum / count
      let z = mean / deviation
      let (freedom, rest) = (length - 2, Double(length - 1) - z * z)
      guard freedom > 0, rest > 1e-9 else { throw .perfectRank }
      let error = deviation * (rest / Double(freedom)).squareRoot()
      return .studentT(
        mean / error, degreesOfFreedom: freedom, eventCount: eventCount, estimate: mean,
        standardError: error)
    }
  }
}
