public import Statistics

/// A test of whether a sample of events moved prices on a day or over a window.
///
/// To add a test, write one file in `Significance/` and one line in `Catalog.swift`.
public protocol SignificanceTest: Sendable {
  /// The name in study files and result tables.
  var id: TestID { get }
  /// The name for readers.
  var title: String { get }
  /// The null hypothesis, as a sentence.
  var null: String { get }
  /// What must hold for the p-value, as a sentence.
  var assumption: String { get }
  /// Whether events of one day are taken as independent: then the test rejects too often when
  /// they share sessions (Kolari & Pynnonen 2010).
  var takesEventsAsIndependent: Bool { get }
  /// What `TestStatistic.estimate` is.
  var estimand: Estimand { get }
  /// The statistic as a formula.
  var formula: String { get }
  /// The source to cite.
  var reference: String { get }

  /// The statistic of a sample, or why it has none.
  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic
}

/// What a significance test estimates.
public enum Estimand: Hashable, Sendable {
  /// A mean or median abnormal return, as a decimal.
  case abnormalReturn
  /// A mean abnormal return in units of its own standard error.
  case standardizedReturn
  /// A share of events, 0 to 1.
  case share
}

/// A statistic together with the distribution it is judged by, and the p-values that follow.
public struct TestStatistic: Hashable, Sendable {
  /// Which of the test's variants this is.
  public var variant = "default"
  /// The events that entered.
  public let eventCount: Int
  /// What is tested, in its own unit; `nil` when the statistic has no such thing.
  public let estimate: Double?
  /// The standard error of the estimate, in its unit; `nil` when the test has none.
  public let standardError: Double?
  /// The test statistic.
  public let statistic: Double
  /// The null distribution's name in result tables.
  public let distribution: String
  /// The degrees of freedom of the null distribution, when it has any.
  public let degreesOfFreedom: Int?
  /// The p-values of all three alternatives.
  public let pValues: PValues
  /// Why the p-value is only approximate, as a stable code; `nil` when it is not.
  public var approximation: String?

  /// A statistic of which only the p-values are known.
  public init(
    eventCount: Int, estimate: Double?, standardError: Double?, statistic: Double,
    distribution: String, degreesOfFreedom: Int? = nil, pValues: PValues
  ) {
    self.eventCount = eventCount
    self.estimate = estimate
    self.standardError = standardError
    self.statistic = statistic
    self.distribution = distribution
    self.degreesOfFreedom = degreesOfFreedom
    self.pValues = pValues
  }

  /// A statistic judged by Student's t.
  static func studentT(
    _ statistic: Double, degreesOfFreedom: Int, eventCount: Int, estimate: Double,
    standardError: Double
  ) -> TestStatistic {
    let null = NullDistribution.studentT(degreesOfFreedom: Double(degreesOfFreedom))
    return TestStatistic(
      eventCount: eventCount, estimate: estimate, standardError: standardError,
      statistic: statistic, distribution: null.name, degreesOfFreedom: degreesOfFreedom,
      pValues: PValues(of: statistic, under: null))
  }

  /// A statistic judged by the standard normal distribution.
  static func normal(
    _ statistic: Double, eventCount: Int, estimate: Double, standardError: Double
  ) -> TestStatistic {
    let null = NullDistribution.standardNormal
    return TestStatistic(
      eventCount: eventCount, estimate: estimate, standardError: standardError,
      statistic: statistic, distribution: null.name,
      pValues: PValues(of: statistic, under: null))
  }

  /// The same statistic, marked as approximate below a number of events.
  func approximate(below minimum: Int) -> TestStatistic {
    var copy = self
    if eventCount < minimum { copy.approximation = "small_sample" }
    return copy
  }
}

/// Why a test has no answer for a sample; raw values are the stable codes of result tables.
public enum Inapplicable: String, Error, Hashable, Sendable {
  /// The sample has fewer events than the statistic needs.
  case tooFewEvents = "too_few_events"
  /// Every event has the same value, so nothing can be compared with its spread.
  case zeroVariance = "zero_variance"
  /// Every value is exactly zero: neither positive nor negative.
  case allZero = "all_zero"
  /// The estimation residuals are all positive or all negative.
  case degenerateShare = "degenerate_positive_share"
  /// Too few estimation sessions in common to estimate a variance.
  case insufficientEstimation = "insufficient_estimation"
}
