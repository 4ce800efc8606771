import Foundation
import Statistics

/// The factors that allow a statistic for the correlation between events (Kolari & Pynnonen 2010).
struct CrossCorrelationAdjustment {
  /// The correlation between standardized abnormal returns, or between their signs.
  private let correlation: Double
  private let eventCount: Int
  /// 1 + (N - 1) r: how much the variance of a mean of N events exceeds that of independent ones.
  private let inflation: Double

  /// The adjustment for a mean correlation between events.
  ///
  /// - Throws: `Inapplicable.degenerateDependence` when 1 + (N - 1) r is not positive.
  init(eventCount: Int, correlation: Double) throws(Inapplicable) {
    self.correlation = correlation
    self.eventCount = eventCount
    inflation = 1 + Double(eventCount - 1) * correlation
    guard inflation > 0 else { throw .degenerateDependence }
  }

  /// The adjustment of a sample by one of its correlations.
  ///
  /// - Throws: `Inapplicable.tooFewEvents` for fewer than two events with standardized returns,
  ///   `.insufficientEstimation` when no correlation could be estimated.
  init(_ sample: Sample, _ correlation: KeyPath<CrossCorrelation, Double?>) throws(Inapplicable) {
    let dependence = try sample.crossCorrelation()
    guard dependence.eventCount > 1 else { throw .tooFewEvents }
    guard let value = dependence[keyPath: correlation] else { throw .insufficientEstimation }
    try self.init(eventCount: dependence.eventCount, correlation: value)
  }

  /// 1 / sqrt(1 + (N - 1) r), for a statistic whose variance is that of the estimation windows.
  var factor: Double { 1 / inflation.squareRoot() }

  /// sqrt((1 - r) / (1 + (N - 1) r)), for a statistic that divides by the deviation across events,
  /// which correlation narrows.
  ///
  /// - Throws: `Inapplicable.degenerateDependence` when r is not below 1.
  func crossSectionalFactor() throws(Inapplicable) -> Double {
    guard correlation < 1 else { throw .degenerateDependence }
    return ((1 - correlation) / inflation).squareRoot()
  }

  /// sqrt((pi / 6) / (asin(1 / (2 - r)) + (N - 1) asin(r / (2 - r)))), for a mean rank of values
  /// over their deviation across events.
  ///
  /// Such values have the variance 1 / (1 - r) and the covariance r / (1 - r), since r narrows the
  /// deviation. Among days of variance one a normal value ranks as Phi(x) - 1/2, and two such scores
  /// have the covariance asin(c / (1 + s^2)) / (2 pi) for values of variance s^2 and covariance c;
  /// without correlation the variance is 1/12.
  ///
  /// - Throws: `Inapplicable.degenerateDependence` when r is not below 1, or leaves no variance.
  func rankFactor() throws(Inapplicable) -> Double {
    guard correlation < 1 else { throw .degenerateDependence }
    let own = asin(1 / (2 - correlation))
    let shared = asin(correlation / (2 - correlation))
    let variance = own + Double(eventCount - 1) * shared
    guard variance > 0 else { throw .degenerateDependence }
    return (.pi / 6 / variance).squareRoot()
  }
}

extension Sample {
  /// How much the sample's events depend on each other.
  ///
  /// - Throws: `Inapplicable.tooFewEvents` for an empty sample, `.valuesOnly` for one of given
  ///   values.
  func crossCorrelation() throws(Inapplicable) -> CrossCorrelation {
    let origin = try events()
    let dependence = origin.context.dependence
    return level == .aar ? dependence.days[origin.column] : dependence.windows[origin.column]
  }
}

extension TestStatistic {
  /// The statistic times a factor, its standard error divided by it, under the same null.
  func scaled(by factor: Double) -> TestStatistic {
    let null =
      degreesOfFreedom.map { NullDistribution.studentT(degreesOfFreedom: Double($0)) }
      ?? .standardNormal
    var copy = TestStatistic(
      eventCount: eventCount, estimate: estimate, standardError: standardError.map { $0 / factor },
      statistic: statistic * factor, distribution: distribution,
      degreesOfFreedom: degreesOfFreedom, pValues: PValues(of: statistic * factor, under: null))
    copy.approximation = approximation
    return copy
  }
}
