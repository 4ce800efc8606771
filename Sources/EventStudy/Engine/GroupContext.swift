/// What significance tests read beyond the values of one day or window.
///
/// It is computed once a group, and only when a test of the study asks for it.
public struct Evidence: OptionSet, Sendable {
  /// The kinds as bits.
  public let rawValue: Int
  /// The kinds of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The correlation between the signs of events' abnormal returns.
  public static let signCorrelation = Evidence(rawValue: 1 << 4)
}

/// The events of one group under one model, with the evidence that all days and windows share.
final class GroupContext: Sendable {
  let fitted: FittedEvents
  let study: AlignedStudy
  let spec: StudySpec
  /// The included events of the group, in the order of all events.
  let members: [Int]
  let estimation: Sample.Estimation
  let ranks: RankEvidence
  /// How much the events depend on each other on every day and window.
  let dependence: GroupDependence
  /// Which members share a date, week or firm; `nil` when no test asks.
  let clusters: EventClusters?
  /// The deviation over estimation days of the average standardized residual; `nil` when no test
  /// asks, or below two days.
  let standardizedDeviation: Double?
  /// The correlation that eventstudy2 adjusts by; `nil` when no test asks, or without enough
  /// common days.
  let forecastCorrelation: Double?

  init(
    _ fitted: FittedEvents, _ study: AlignedStudy, _ spec: StudySpec, members: [Int],
    evidence: Evidence, threads: Int
  ) {
    self.fitted = fitted
    self.study = study
    self.spec = spec
    self.members = members
    estimation = Sample.Estimation(of: fitted, members: members)
    ranks = RankEvidence(fitted, study, members: members, evidence: evidence, threads: threads)
    dependence = GroupDependence(
      fitted, study, spec, members: members, withSigns: evidence.contains(.signCorrelation),
      threads: threads)
    clusters = evidence.contains(.clusters) ? EventClusters(of: members, in: study) : nil
    standardizedDeviation =
      evidence.contains(.standardizedResiduals)
      ? fitted.standardizedAverageDeviation(members) : nil
    forecastCorrelation =
      evidence.contains(.forecastCorrelation)
      ? fitted.forecastCorrelation(
        members, study, leastDays: spec.leastCommonDays, threads: threads) : nil
  }
}
