import Statistics

/// The cross-sectional t among its values with random weights on the events, or on their dates.
///
/// With weights by date it is the cluster-robust t that is resampled. All days and windows of a
/// group take the same draws, so that adjusted p-values can keep the dependence between them.
struct WildBootstrapT: EventsOrDatesTest {
  typealias Kind = WildWeights

  let id: TestID = "wild"
  let title = "Wild bootstrap t"
  let null = "The mean abnormal return is zero."
  let estimand = Estimand.abnormalReturn
  let measures = StudySpec.Measure.allCases
  let formula = "p = (1 + #{|t(v CAR)| >= |t|}) / (B + 1), v of mean 0 and variance 1"
  let distribution = "resampled, with the null imposed"
  let useWhen = "Variances differ between events, or few dates carry them (then webb_by_date)."
  let avoidWhen = "Windows of different dates overlap."
  let reference = "Cameron, Gelbach & Miller (2008), Review of Economics and Statistics 90"
  var form = EventsOrDates.events(WildWeights.rademacher)

  func evaluate(_ samples: [Sample], threads: Int) -> [Result<TestStatistic, Inapplicable>] {
    let draws = GroupDraws(samples)
    let isJoint = draws.adjustment == .romanoWolf
    let bootstrap = WildBootstrap(
      draws.sample(clustered: form.isByDate), weights: form.kind,
      replicates: draws.resampling.replicates, seed: draws.resampling.seed, threads: threads,
      keepsDraws: isJoint)
    let adjusted = isJoint ? jointlyAdjusted(bootstrap, samples) : []
    return samples.indices.map { index in
      let count = samples[index].abnormal.count
      guard let test = bootstrap.tests[index] else {
        return .failure(count < 2 ? .tooFewEvents : .zeroVariance)
      }
      var statistic = TestStatistic(
        eventCount: count, estimate: test.mean, standardError: test.standardError,
        statistic: test.statistic, distribution: test.pValues.name("wild"),
        pValues: PValues(test.pValues))
      statistic.jointlyAdjustedP = isJoint ? adjusted[index] : nil
      return .success(statistic)
    }
  }

  /// The days are one family, the windows another.
  private func jointlyAdjusted(_ bootstrap: WildBootstrap, _ samples: [Sample]) -> [Double?] {
    guard let draws = bootstrap.draws else { return [] }
    let statistics = bootstrap.tests.map { $0?.statistic }
    let families = [Sample.Level.aar, .caar].map { level in
      RomanoWolf(
        statistics: zip(statistics, samples).map { $1.level == level ? $0 : nil }, draws: draws)
    }
    return samples.indices.map { index in
      families[samples[index].level == .aar ? 0 : 1].adjusted[index]
    }
  }
}
