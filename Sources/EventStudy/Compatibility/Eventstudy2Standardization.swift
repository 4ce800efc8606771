import MarketData
import Statistics

/// How the Stata command eventstudy2 3.0 (Kaspereit) standardizes and ranks, known from its
/// re-implementations.
extension Sample {
  /// The daily AR over sigma C^(1/4), the j-th valid one of a window over sqrt(j), added up.
  ///
  /// C is the prediction-error variance of a day in units of sigma^2.
  ///
  /// - Throws: `Inapplicable.valuesOnly` for a sample of given values.
  func standardizedAsInEventstudy2() throws(Inapplicable) -> [Double] {
    let origin = try events()
    return origin.standardizable.map { origin.sumAsInEventstudy2($0, over: window) }
  }

  /// The cross-sectional t of these values, with M - 2 degrees of freedom.
  func crossSectionalTAsInEventstudy2() throws(Inapplicable) -> TestStatistic {
    let values = try standardizedAsInEventstudy2()
    let (mean, deviation) = try meanAndDeviation(values)
    let (error, freedom) = (
      deviation / Double(values.count).squareRoot(), try meanEstimationLength() - 2
    )
    guard freedom > 0 else { throw .insufficientEstimation }
    return .studentT(
      mean / error, degreesOfFreedom: freedom, eventCount: values.count, estimate: mean,
      standardError: error)
  }

  /// sqrt((1 - r) / (1 + (N - 1) r)), r the correlation of residuals over sigma (1 + h)^(1/4) in
  /// event time, h the leverage of a day.
  func adjustmentAsInEventstudy2() throws(Inapplicable) -> Double {
    guard let correlation = try events().context.forecastCorrelation else {
      throw .insufficientEstimation
    }
    return try CrossCorrelationAdjustment(
      eventCount: standardizable.count, correlation: correlation
    ).crossSectionalFactor()
  }

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

extension Sample.Origin {
  fileprivate func sumAsInEventstudy2(_ event: Int, over window: Window) -> Double {
    let (fitted, first) = (context.fitted, context.fitted.layout.eventDays.first)
    var (sum, days) = (0.0, 0.0)
    for day in window.days {
      let abnormal = fitted.abnormal[event, day - first]
      guard !abnormal.isMissing else { continue }
      days += 1
      // sigma C^(1/4) is the root of sigma times the standard error sigma C^(1/2).
      let error = fitted.sigma[event] * fitted.abnormalErrors[event, day - first]
      sum += abnormal / (error * days).squareRoot()
    }
    return sum
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

extension Evidence {
  /// The correlation in event time of residuals that are scaled as forecasts of eventstudy2.
  static let forecastCorrelation = Evidence(rawValue: 1 << 2)
}

extension FittedEvents {
  /// The mean correlation in event time of residuals over (1 + h)^(1/4).
  func forecastCorrelation(
    _ members: [Int], _ study: AlignedStudy, leastDays: Int, threads: Int
  ) -> Double? {
    let varying = members.filter { isStandardizable($0) }
    let scaled = Matrix(rows: count, columns: residuals.columns)
    var leverages = [Double](repeating: 0, count: residuals.columns)
    for event in varying {
      leverages.withUnsafeMutableBufferPointer { leverages in
        leverages.update(repeating: 0)
        guard let start = leverages.baseAddress else { return }
        addLeverages(of: event, in: study, to: start)
        let (source, target) = (residuals.row(event), scaled.row(event))
        for day in leverages.indices {
          target[day] = source[day] / (1 + leverages[day]).squareRoot().squareRoot()
        }
      }
    }
    return eventTimeCorrelation(scaled, varying, leastDays: leastDays, threads: threads)
  }
}
