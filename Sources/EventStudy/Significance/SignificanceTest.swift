public import Statistics

/// A test of whether a sample of events moved prices on a day or over a window.
///
/// To add a test, write one file in `Significance/` and one line in `Catalog.swift`.
public protocol SignificanceTest: StatisticalTest {
  /// Whether events of one day are taken as independent: then the test rejects too often when
  /// they share sessions (Kolari & Pynnonen 2010).
  var takesEventsAsIndependent: Bool { get }
  /// What `TestStatistic.estimate` is.
  var estimand: Estimand { get }
  /// What the test reads beyond the values of its own day or window.
  var evidence: Evidence { get }

  /// The statistic of a sample, or why it has none.
  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic
}

extension SignificanceTest {
  /// A sample.
  public var subject: TestSubject { .sample(self) }
  /// Nothing more.
  public var evidence: Evidence { [] }
}

/// A test that judges all days and windows of a group together, because one draw serves them all.
protocol ResamplingTest: SignificanceTest {
  /// One outcome a sample; the samples are those of one group.
  func evaluate(_ samples: [Sample], threads: Int) -> [Result<TestStatistic, Inapplicable>]
}

extension ResamplingTest {
  var isResampled: Bool { true }

  func evaluate(_ sample: Sample) throws(Inapplicable) -> TestStatistic {
    try evaluate([sample], threads: 1)[0].get()
  }
}

/// What a significance test estimates.
public enum Estimand: Hashable, Sendable {
  /// A mean or median abnormal return, as a decimal.
  case abnormalReturn
  /// A mean abnormal return in units of its own standard error.
  case standardizedReturn
  /// A share of events, 0 to 1.
  case share
  /// A mean rank among the days of an event, from -1/2 for the lowest to 1/2.
  case rank
}

/// A statistic together with the distribution it is judged by, and the p-values that follow.
public struct TestStatistic: Hashable, Sendable {
  /// The events that entered.
  public private(set) var eventCount: Int
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
  /// The 95% confidence interval of the estimate, of tests that are about one.
  public var confidence: ClosedRange<Double>?
  /// The two-sided p-value adjusted over the points of its family from their joint draws.
  public var jointlyAdjustedP: Double?
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
    _ statistic: Double, eventCount: Int, estimate: Double?, standardError: Double?
  ) -> TestStatistic {
    let null = NullDistribution.standardNormal
    return TestStatistic(
      eventCount: eventCount, estimate: estimate, standardError: standardError,
      statistic: statistic, distribution: null.name,
      pValues: PValues(of: statistic, under: null))
  }

  /// A joint statistic judged by the upper tail of an F distribution, whose name tells both
  /// degrees of freedom; `degreesOfFreedom` is that of the denominator.
  static func fisherF(
    _ statistic: Double, _ numerator: Int, _ denominator: Int, eventCount: Int, estimate: Double
  ) -> TestStatistic {
    let null = NullDistribution.fisherF(Double(numerator), Double(denominator))
    return TestStatistic(
      eventCount: eventCount, estimate: estimate, standardError: nil, statistic: statistic,
      distribution: "\(null.name)(\(numerator),\(denominator))", degreesOfFreedom: denominator,
      pValues: PValues(ofJoint: statistic, under: null))
  }

  /// The same statistic, with the number of events behind the values it was made of.
  func counting(_ events: Int) -> TestStatistic {
    var copy = self
    copy.eventCount = events
    return copy
  }

  /// The same statistic, marked as approximate below a number of events.
  func approximate(below minimum: Int) -> TestStatistic {
    approximate(eventCount < minimum ? "small_sample" : nil)
  }

  /// The same statistic, marked as approximate when there is a reason.
  func approximate(_ reason: String?) -> TestStatistic {
    var copy = self
    copy.approximation = reason ?? approximation
    return copy
  }
}

/// Why a test has no answer for a sample; raw values are the stable codes of result tables.
public enum Inapplicable: String, Error, Hashable, CaseIterable, Sendable {
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
  /// The estimated correlation between events leaves their mean no variance.
  case degenerateDependence = "degenerate_dependence"
  /// No session of the window has an abnormal return.
  case noValidEventDays = "no_valid_event_days"
  /// The resamples put no bound on the estimate.
  case unboundedInterval = "unbounded_interval"
  /// The events of some date have no ordinary session they could be moved to.
  case noPlaceboSessions = "no_placebo_sessions"
  /// The study asks for complete windows, and an abnormal return is missing.
  case incompleteWindow = "incomplete_window"
  /// The study asks for the window's last session, and it has no abnormal return.
  case lastDayMissing = "last_day_missing"
  /// The test reads more of the events than their values, and only values were given.
  case valuesOnly = "values_only"
  /// All estimation days have the same mean rank, so that the statistic is beyond every number.
  case perfectRank = "perfect_rank"
  /// An event has more days than 16 bits can rank twice.
  case tooManyDays = "too_many_days"
  /// Fewer than two clusters of events, so nothing varies between clusters.
  case tooFewClusters = "too_few_clusters"
  /// The two-way variance came out at zero or below.
  case negativeVariance = "negative_variance"
  /// The test needs all events in one session.
  case differentDates = "different_dates"
  /// The test needs the same estimation and event sessions for all events.
  case differentSessions = "different_sessions"
  /// The form is defined for the market model alone.
  case marketModelOnly = "market_model_only"
  /// The events are measured against different market series.
  case differentMarkets = "different_markets"
  /// The covariance matrix has no inverse: too few observations, or linearly dependent ones.
  case singularCovariance = "singular_covariance"
  /// Fewer sessions than the study asks of a window, or than a regression over calendar days needs.
  case tooFewDays = "too_few_days"
  /// A regression fits an event exactly whatever its reaction, so that its error cannot be seen.
  case fullLeverage = "full_leverage"
  /// No block has events of both groups, so that no labels can change places.
  case noMixedBlocks = "no_mixed_blocks"
}
