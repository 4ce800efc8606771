import Statistics

/// Is the mean large among the means with all signs drawn anew?
///
/// The estimate is the size of the mean, the statistic the mean itself. All days and windows of a
/// group take the same draws.
struct SignFlip: ResamplingTest {
  let id: TestID = "signflip"
  let title = "Sign-flip permutation test"
  let null = "Abnormal returns are symmetric about zero."
  let assumption = "Events are independent, and abnormal returns are symmetric."
  let takesEventsAsIndependent = true
  let estimand = Estimand.abnormalReturn
  let formula = "p = share of sign vectors s with |mean(s CAR)| >= |CAAR|"
  let distribution =
    "all 2^N sign vectors up to 20 events, else resampled: p = (1 + #) / (B + 1)"
  let useWhen = "Few events, and no faith in normal returns."
  let avoidWhen = "Returns are skewed, or events share dates."
  let reference = "Fisher (1935), The Design of Experiments, section 21"

  func evaluate(_ samples: [Sample], threads: Int) -> [Result<TestStatistic, Inapplicable>] {
    let draws = GroupDraws(samples)
    let values = SignFlipTest.pValues(
      draws.sample(clustered: false), replicates: draws.resampling.replicates,
      seed: draws.resampling.seed, threads: threads)
    return zip(samples, values).map { sample, values in
      guard let values, let mean = sample.abnormal.mean else { return .failure(.tooFewEvents) }
      return .success(
        TestStatistic(
          eventCount: sample.abnormal.count, estimate: abs(mean), standardError: nil,
          statistic: mean, distribution: values.name("sign flips"), pValues: PValues(values)))
    }
  }
}
