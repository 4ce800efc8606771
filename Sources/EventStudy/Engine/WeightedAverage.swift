import MarketData
import Statistics

/// A mean over events with its 95% interval.
struct WeightedAverage: Sendable {
  let mean: Double?
  let confidence: ClosedRange<Double>?

  /// The plain mean with Student's interval.
  init(_ values: [Double]) {
    mean = values.mean
    let error = values.sampleDeviation.map { $0 / Double(values.count).squareRoot() }
    confidence = Self.interval(mean, error, count: values.count)
  }

  /// The weighted mean over the events that have a weight.
  ///
  /// Its standard error holds whatever the variances are: `sqrt(sum w^2 (x - m)^2) / sum w *
  /// sqrt(n / (n - 1))`, White's (1980, Econometrica 48:817-838) of a weighted regression on a
  /// constant with the correction HC1. Equal weights give the plain one.
  init(_ values: [Double], weights: [Double]) {
    guard let mean = Self.mean(values, weights: weights) else {
      (mean, confidence) = (nil, nil)
      return
    }
    let terms = zip(values, weights).filter { !$1.isMissing }
    let total = terms.reduce(0) { $0 + $1.1 }
    let squares = terms.reduce(0) { sum, term in
      let part = term.1 / total * (term.0 - mean)
      return sum + part * part
    }
    let n = Double(terms.count)
    self.mean = mean
    let error = terms.count > 1 ? (squares * n / (n - 1)).squareRoot() : nil
    confidence = Self.interval(mean, error, count: terms.count)
  }

  /// The mean without its interval; without weights the plain one.
  static func mean(_ values: [Double], weights: [Double]?) -> Double? {
    guard let weights else { return values.mean }
    let terms = zip(values, weights).filter { !$1.isMissing }
    let total = terms.reduce(0) { $0 + $1.1 }
    return total > 0 ? terms.reduce(0) { $0 + $1.1 / total * $1.0 } : nil
  }

  private static func interval(_ mean: Double?, _ error: Double?, count: Int)
    -> ClosedRange<Double>?
  {
    guard let mean, let error else { return nil }
    let null = NullDistribution.studentT(degreesOfFreedom: Double(count - 1))
    let half = null.quantile(upperTail: 0.025) * error
    return mean - half...mean + half
  }
}

extension WeightedAverage {
  /// The average of a sample of a study by the study's weights.
  init(_ sample: Sample) {
    guard let origin = sample.origin else {
      self.init(sample.abnormal)
      return
    }
    let fitted = origin.context.fitted
    let errors = sample.level == .aar ? fitted.abnormalErrors : fitted.cumulativeErrors
    let weights = origin.context.weights(of: origin.events) { position in
      errors[origin.events[position], origin.column]
    }
    guard let weights else {
      self.init(sample.abnormal)
      return
    }
    self.init(sample.abnormal, weights: weights)
  }
}

extension GroupContext {
  /// How much each event counts in an average of the study, missing where it has no weight; `nil`
  /// when all count the same.
  ///
  /// - Parameters:
  ///   - events: Events of the study.
  ///   - error: The standard error of the value at a position of `events`.
  func weights(of events: [Int], error: (Int) -> Double) -> [Double]? {
    switch spec.weights {
    case .equal: nil
    case .value: events.map { study.weights[$0] }
    case .precision:
      events.indices.map { position in
        let error = error(position)
        return error > 0 ? 1 / (error * error) : .missing
      }
    }
  }
}

/// Averages summed from the first event day; a day without any event adds nothing and shows nothing.
func runningSums(_ averages: [Double?]) -> [Double] {
  var sum = 0.0
  return averages.map { average in
    guard let average else { return .missing }
    sum += average
    return sum
  }
}
