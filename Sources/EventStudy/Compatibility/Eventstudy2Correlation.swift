import MarketData

/// How eventstudy2 allows for correlation between events.
extension Sample {
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
