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
    let terms = zip(values, weights).filter { !$1.isMissing }
    let total = terms.reduce(0) { $0 + $1.1 }
    guard total > 0 else {
      (mean, confidence) = (nil, nil)
      return
    }
    let mean = terms.reduce(0) { $0 + $1.1 / total * $1.0 }
    let squares = terms.reduce(0) { sum, term in
      let part = term.1 / total * (term.0 - mean)
      return sum + part * part
    }
    let n = Double(terms.count)
    self.mean = mean
    let error = terms.count > 1 ? (squares * n / (n - 1)).squareRoot() : nil
    confidence = Self.interval(mean, error, count: terms.count)
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
    guard let origin = sample.origin, origin.context.spec.weights != .equal else {
      self.init(sample.abnormal)
      return
    }
    let context = origin.context
    guard context.spec.weights == .precision else {
      self.init(sample.abnormal, weights: origin.events.map { context.study.weights[$0] })
      return
    }
    let errors =
      sample.level == .aar ? context.fitted.abnormalErrors : context.fitted.cumulativeErrors
    self.init(
      sample.abnormal,
      weights: origin.events.map { event in
        let error = errors[event, origin.column]
        return error > 0 ? 1 / (error * error) : .missing
      })
  }
}
