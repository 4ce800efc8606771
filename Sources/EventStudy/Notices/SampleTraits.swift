import MarketData
import Statistics

/// What of a sample decides which tests stand: all events of the first model over the first window.
struct SampleTraits: Sendable {
  /// A ratio of variances with the probability of a larger one by chance.
  struct VarianceRatio: Sendable {
    let value: Double
    let pValue: Double
  }

  /// The window in which most pairs of events overlap.
  struct Overlap: Sendable {
    let window: Window
    let correlation: CrossCorrelation
    /// The overlapping pairs of events of different sessions.
    var pairsAcrossSessions: Int
  }

  /// How what the study measures is spoken of.
  var words = StudySpec.Measure.return.words
  var model: ModelID
  var window: Window
  /// The events with a cumulative abnormal return.
  var eventCount: Int
  /// Whether events share sessions or their event windows overlap.
  var eventsDepend: Bool
  /// What the study's adjusted tests take the correlation between events from.
  var dependence: StudySpec.Dependence
  var correlation: CrossCorrelation
  var overlap: Overlap?
  /// The variance of SCAR over that of an ordinary day, the mean of df / (df - 2).
  var varianceRatio: VarianceRatio?
  /// The skewness of CAR, and of SCAR; `nil` below three events.
  var skewness: Double?
  var standardizedSkewness: Double?
  /// The mean share of estimation returns that are exactly zero; `nil` when the study measures
  /// something else.
  var zeroShare: Double?
  /// The share of events whose residuals fail the Jarque-Bera test at 5%.
  var fatTailShare: Double?
  /// The longest window of the study, and the sessions of its estimation windows.
  var longestWindow: Window
  var estimationLength: Int

  fileprivate static func skewness(_ values: [Double]) -> Double? {
    guard values.count >= 3,
      let (mean, deviation) = try? meanAndDeviation(values)
    else { return nil }
    return SkewnessForm.johnson.skewness(values, mean: mean, deviation: deviation)
  }

  /// Whether a skewness is beyond two of its standard errors under normal returns, sqrt(6 / N).
  func isBeyondChance(_ skewness: Double) -> Bool {
    abs(skewness) > 2 * (6 / Double(eventCount)).squareRoot()
  }
}

extension SampleTraits {
  /// - Parameter eventsDepend: Whether a notice says so.
  /// - Returns: `nil` when no event has a cumulative abnormal return over the first window.
  init?(_ study: Study, _ everything: GroupAggregate?, eventsDepend: Bool) {
    guard let everything, let sample = everything.windows.first?.sample,
      let origin = sample.origin, !sample.abnormal.isEmpty
    else { return nil }
    let fitted = origin.context.fitted
    words = study.spec.words
    model = fitted.model.id
    window = sample.window
    eventCount = sample.abnormal.count
    self.eventsDepend = eventsDepend
    dependence = study.spec.dependence
    correlation = everything.dependence.windows[0]
    overlap = Overlap(everything)
    varianceRatio = study.spec.measure == .volatility ? nil : VarianceRatio(sample)
    skewness = Self.skewness(sample.abnormal)
    standardizedSkewness = Self.skewness(sample.standardized)
    zeroShare =
      study.spec.measure == .return ? fitted.values(of: "zero_share", origin.events).mean : nil
    fatTailShare =
      fitted.values(of: "jarque_bera_p", origin.events).map { $0 < 0.05 ? 1 : 0 }.mean
    longestWindow = fitted.layout.windows.reduce(window) { $1.count > $0.count ? $1 : $0 }
    estimationLength = study.spec.estimation.windows.reduce(0) { $0 + $1.count }
  }
}

extension SampleTraits.VarianceRatio {
  /// (N - 1) times the ratio is judged by chi-squared with N - 1 degrees of freedom.
  init?(_ sample: Sample) {
    guard let variance = sample.standardized.sampleVariance,
      sample.degreesOfFreedom.allSatisfy({ $0 > 2 }),
      let ordinary = sample.degreesOfFreedom.map({ $0 / ($0 - 2) }).mean
    else { return nil }
    let degrees = Double(sample.standardized.count - 1)
    value = variance / ordinary
    pValue = NullDistribution.chiSquared(degreesOfFreedom: degrees).upperTail(degrees * value)
  }
}

extension SampleTraits.Overlap {
  init?(_ group: GroupAggregate) {
    let points = zip(group.windows, group.dependence.windows)
    guard let (point, most) = points.max(by: { $0.1.overlappingPairs < $1.1.overlappingPairs }),
      most.overlappingPairs > 0, let origin = point.sample.origin
    else { return nil }
    window = point.sample.window
    correlation = most
    let study = origin.context.study
    let sessions = Dictionary(
      grouping: origin.standardizable.compactMap { study.instances[$0].aligned }
    ) { study.grids[$0.grid].sessions[$0.session.position] }
    let within = sessions.values.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    pairsAcrossSessions = max(0, most.overlappingPairs - within)
  }
}

extension FittedEvents {
  /// A diagnostic of some events, where it is known.
  fileprivate func values(of diagnostic: String, _ events: [Int]) -> [Double] {
    guard let column = FitDiagnostics.names.firstIndex(of: diagnostic) else { return [] }
    return events.map { diagnostics[$0, column] }.filter { !$0.isMissing }
  }
}
