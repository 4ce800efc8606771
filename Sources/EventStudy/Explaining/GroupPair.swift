import MarketData
import Statistics

/// The reactions of two groups of events, or of all groups, and the tests that compare them.
struct GroupPair: Sendable {
  let model: String
  let window: Window
  /// The names of the two groups; `nil` for all groups together.
  let names: (String, String)?
  let samples: [[Double]]
  /// The block of every value, in the order of the samples.
  let blocks: [Int]

  /// The outcome of one test.
  struct Outcome: Sendable {
    let test: String
    var variant = "default"
    var estimate = Double.missing
    var standardError = Double.missing
    var statistic = Double.missing
    var distribution: String?
    var degreesOfFreedom = Double.missing
    var pValues: (twoSided: Double, lower: Double, upper: Double)?
    var confidence: ClosedRange<Double>?
    /// Why the test has no answer.
    var reason: String?

    init(_ test: String) { self.test = test }

    init(_ test: String, undefined reason: Inapplicable) {
      self.test = test
      self.reason = reason.rawValue
    }
  }

  /// The tests of two groups, or the one of several.
  func outcomes(_ spec: ComparisonSpec, threads: Int) -> [Outcome] {
    guard names != nil else { return [kruskalWallis] }
    return [welch, mannWhitney, permutation(spec, threads)]
  }

  private var reasonWithoutSpread: Inapplicable {
    samples.contains { $0.count < 2 } ? .tooFewEvents : .zeroVariance
  }

  private var welch: Outcome {
    guard let welch = WelchT(samples[0], samples[1]) else {
      return Outcome("welch_t", undefined: reasonWithoutSpread)
    }
    var outcome = Outcome("welch_t")
    outcome.estimate = welch.difference
    outcome.standardError = welch.standardError
    outcome.statistic = welch.statistic
    outcome.distribution = welch.null.name
    outcome.degreesOfFreedom = welch.degreesOfFreedom
    outcome.pValues = tails(welch.pValues)
    let margin = welch.null.quantile(upperTail: 0.025) * welch.standardError
    outcome.confidence = welch.difference - margin...welch.difference + margin
    return outcome
  }

  private var mannWhitney: Outcome {
    guard let ranks = RankSum(samples[0], samples[1]) else {
      return Outcome(
        "mann_whitney", undefined: samples.contains { $0.isEmpty } ? .tooFewEvents : .zeroVariance)
    }
    var outcome = Outcome("mann_whitney")
    outcome.variant = ranks.isExact ? "exact" : "normal"
    outcome.estimate = ranks.superiority
    outcome.statistic = ranks.isExact ? ranks.u : ranks.z
    outcome.distribution = ranks.isExact ? "exact" : NullDistribution.standardNormal.name
    outcome.pValues = tails(ranks.pValues)
    return outcome
  }

  private func permutation(_ spec: ComparisonSpec, _ threads: Int) -> Outcome {
    let labels = samples.enumerated().flatMap { label, values in values.map { _ in label == 0 } }
    let values = samples.flatMap { $0 }
    guard let first = samples[0].mean, let second = samples[1].mean,
      let deviation = values.sampleDeviation, deviation > 0
    else { return Outcome("permutation", undefined: reasonWithoutSpread) }
    guard let permutation = LabelPermutation(values, isFirst: labels, blocks: blocks) else {
      return Outcome("permutation", undefined: .noMixedBlocks)
    }
    let found = permutation.pValues(replicates: spec.replicates, seed: spec.seed, threads: threads)
    var outcome = Outcome("permutation")
    outcome.variant = spec.block ?? "none"
    outcome.estimate = first - second
    outcome.statistic = first - second
    outcome.distribution = "resampled"
    outcome.pValues = (found.twoSided, found.lower, found.upper)
    return outcome
  }

  private var kruskalWallis: Outcome {
    guard let test = KruskalWallis(samples) else {
      return Outcome("kruskal_wallis", undefined: .zeroVariance)
    }
    var outcome = Outcome("kruskal_wallis")
    outcome.statistic = test.statistic
    outcome.distribution = test.null.name
    if case .chiSquared(let degrees) = test.null { outcome.degreesOfFreedom = degrees }
    outcome.pValues = tails(test.pValues)
    return outcome
  }

  private func tails(_ found: PValues) -> (twoSided: Double, lower: Double, upper: Double) {
    (found.twoSided, found.lower, found.upper)
  }
}
