import MarketData
import Statistics

/// How the Stata command eventstudy2 3.0 (Kaspereit) standardizes abnormal returns, known
/// from its re-implementations.
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
