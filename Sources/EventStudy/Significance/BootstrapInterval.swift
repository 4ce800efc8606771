import Statistics

/// A confidence interval of the mean abnormal return from resampled events, or resampled dates.
struct BootstrapInterval: EventsOrDatesTest {
  enum Kind: String, CaseIterable, Sendable { case bca, percentile, studentized }

  let id: TestID = "bootstrap_ci"
  let title = "Bootstrap confidence interval"
  let null = "The mean abnormal return is zero."
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula = "95% interval of CAAR from resampled events; p from the resampled centred t"
  let distribution = "resampled with replacement"
  let useWhen = "The size of the effect matters more than whether there is one; skewed returns."
  let avoidWhen = "Fewer than about ten events or dates, or overlapping windows."
  let reference = "Efron (1987), Journal of the American Statistical Association 82"
  var form = EventsOrDates.events(Kind.bca)

  func evaluate(_ samples: [Sample], threads: Int) -> [Result<TestStatistic, Inapplicable>] {
    let draws = GroupDraws(samples)
    return samples.map { sample in
      Result { () throws(Inapplicable) in try evaluate(sample, draws, threads: threads) }
    }
  }

  private func evaluate(_ sample: Sample, _ draws: GroupDraws, threads: Int) throws(Inapplicable)
    -> TestStatistic
  {
    guard sample.abnormal.count >= 2 else { throw .tooFewEvents }
    let clusters = form.isByDate ? try sample.events().dates : nil
    guard
      let intervals = BootstrapIntervals(
        sample.abnormal, clusters: clusters, replicates: draws.resampling.replicates,
        seed: draws.resampling.seed, threads: threads)
    else { throw .zeroVariance }
    var statistic = TestStatistic(
      eventCount: sample.abnormal.count, estimate: intervals.mean,
      standardError: intervals.resampledError,
      statistic: intervals.mean / intervals.standardError,
      distribution: intervals.pValues.name("bootstrap"), pValues: PValues(intervals.pValues))
    statistic.confidence = try interval(intervals)
    return statistic
  }

  private func interval(_ intervals: BootstrapIntervals) throws(Inapplicable)
    -> ClosedRange<Double>
  {
    let interval =
      switch form.kind {
      case .bca: intervals.bca
      case .percentile: intervals.percentile
      case .studentized: intervals.studentized
      }
    guard let interval else { throw .unboundedInterval }
    return interval
  }
}
