import Statistics

/// How a statistic that is corrected for skewness estimates it, and what judges the statistic.
enum SkewnessForm: String, CaseIterable, Sendable {
  /// sum d^3 / (N sd^3), d the deviations from the mean (Johnson 1978); Student's t.
  case johnson
  /// N / ((N - 1)(N - 2)) sum (d / sd)^3; Student's t.
  case unbiased
  /// The skewness of Johnson; the statistic's own distribution in resamples of a quarter of the
  /// events (Lyon, Barber & Tsai 1999).
  case bootstrap

  func skewness(_ values: [Double], mean: Double, deviation: Double) -> Double {
    let n = Double(values.count)
    let cubes = values.reduce(0) { sum, value in
      let d = (value - mean) / deviation
      return sum + d * d * d
    }
    return self == .unbiased ? cubes * n / ((n - 1) * (n - 2)) : cubes / n
  }
}

let skewnessAdjustedDistribution =
  "Student's t with N - 1 degrees of freedom, approximately; variant bootstrap: bootstrap of size N/4"

/// sqrt(N) times a function of S = mean / sd, the skewness and N; below 20 events it is
/// approximate.
///
/// - Throws: `Inapplicable.tooFewEvents` below three values, which have no skewness.
func skewnessAdjusted(
  _ sample: Sample, _ form: SkewnessForm, _ adjust: (Double, Double, Double) -> Double
) throws(Inapplicable) -> TestStatistic {
  let values = sample.abnormal
  guard values.count >= 3 else { throw .tooFewEvents }
  let (mean, deviation) = try meanAndDeviation(values)
  let (n, error) = (Double(values.count), deviation / Double(values.count).squareRoot())
  let skewness = form.skewness(values, mean: mean, deviation: deviation)
  let statistic = n.squareRoot() * adjust(mean / deviation, skewness, n)
  guard form == .bootstrap else {
    return .studentT(
      statistic, degreesOfFreedom: values.count - 1, eventCount: values.count, estimate: mean,
      standardError: error
    ).approximate(below: 20)
  }
  // Three values are the fewest whose skewness varies.
  let drawn = SkewnessBootstrap.pValues(
    of: values, observed: statistic, size: max(3, values.count / 4),
    replicates: sample.resampling.replicates, seed: sample.resampling.seed
  ) { mean, skewness, size in size.squareRoot() * adjust(mean, skewness, size) }
  return TestStatistic(
    eventCount: values.count, estimate: mean, standardError: error, statistic: statistic,
    distribution: drawn.name("bootstrap"), pValues: PValues(lower: drawn.lower, upper: drawn.upper)
  ).approximate(below: 20)
}
