import MarketData

/// One reason not to believe some tests of a sample.
///
/// To add a reason, write one rule and one entry in `all`.
struct DistrustRule: Sendable {
  /// Which tests err, and why.
  struct Finding: Sendable {
    let tests: [TestID]
    /// The figure behind it, as a sentence; `nil` when another notice has said it.
    let why: String?
  }

  /// The reason in a few words.
  let cause: String
  /// What the rule finds in a sample; `nil` when it has nothing against any test.
  let finding: @Sendable (SampleTraits) -> Finding?

  /// Every rule, the gravest first.
  static let all = [
    independence, partialOverlap, raisedVariance, skewness, standardizedSkewness, rankSkewness,
    symmetry, fewEvents, longWindows, thinTrading, fatTails,
  ]
}

extension DistrustRule {
  /// Its words are those of the notices `shared_sessions` and `overlapping_windows`.
  private static let independence = DistrustRule(cause: "events depend on each other") { traits in
    guard traits.eventsDepend else { return nil }
    let adjusted: [TestID] = ["adj_bmp_t", "adj_patell_z", "adj_gsign_z", "adj_grank_z"]
    return Finding(
      tests: Catalog.tests.filter(\.takesEventsAsIndependent).map(\.id)
        + (traits.dependence == .none ? adjusted : []),
      why: nil)
  }

  private static let partialOverlap = DistrustRule(cause: "windows overlap in part") { traits in
    guard let overlap = traits.overlap, overlap.pairsAcrossSessions > 0,
      let effective = overlap.correlation.effectiveCount,
      effective < 0.9 * Double(overlap.correlation.eventCount)
    else { return nil }
    return Finding(
      tests: [
        "cda_t", "corrado_z", "cz_rank_z", "cz_sign_z", "grank_t", "sign_gsar_t", "portfolio_t",
        "cluster_t",
      ],
      why: "Events of one session are allowed for, but over \(overlap.window) "
        + "\(overlap.pairsAcrossSessions) of \(overlap.correlation.overlappingPairs) overlapping "
        + "pairs are events of different sessions; \(overlap.correlation.eventCount) events say "
        + "as much as \(fixed(effective, 1)) independent ones.")
  }

  private static let raisedVariance = DistrustRule(cause: "the variance is raised") { traits in
    guard let ratio = traits.varianceRatio, ratio.pValue < 0.05 else { return nil }
    return Finding(
      tests: [
        "patell_z", "adj_patell_z", "bw80_z", "cda_t", "corrado_z", "joint_f", "placebo_dates",
      ],
      why:
        "The variance of an ordinary day is taken, but standardized \(traits.words.cumulative)s vary "
        + "\(fixed(ratio.value, 2)) times as much (chi-squared p \(probability(ratio.pValue))).")
  }

  private static let fewEvents = DistrustRule(cause: "few events") { traits in
    guard (2..<10).contains(traits.eventCount) else { return nil }
    let exact: [TestID] = traits.eventCount < 6 ? ["sign_z", "wilcoxon", "signflip"] : []
    let least = probability(2 / Double(1 << traits.eventCount))
    return Finding(
      tests: ["hall_t", "skew_t"] + exact,
      why: "There are \(traits.eventCount) events. The corrections for skewness (hall_t, skew_t) "
        + "need about 20"
        + (exact.isEmpty
          ? "." : ", and tests that count signs or ranks cannot find a p below \(least)."))
  }

  private static let longWindows = DistrustRule(cause: "the window is long") { traits in
    let share = Double(traits.longestWindow.count) / Double(traits.estimationLength)
    guard share > 0.5 else { return nil }
    return Finding(
      tests: ["cda_t", "corrado_z", "cz_rank_z", "cz_sign_z"],
      why: "The error of the estimated parameters is left out, which over "
        + "\(traits.longestWindow) makes the variance about \(fixed(1 + share, 1)) times what is "
        + "taken (1 + L/M, \(traits.longestWindow.count) sessions by \(traits.estimationLength)).")
  }

  private static let thinTrading = DistrustRule(cause: "thin trading") { traits in
    guard let share = traits.zeroShare, share > 0.1 else { return nil }
    return Finding(
      tests: ["patell_z", "adj_patell_z", "car_t", "ar_t"],
      why: "On average \(percent(share)) of the estimation returns are exactly zero: prices are "
        + "stale, so betas are too low and standardized returns far from normal (Cowan & Sergeant "
        + "1996). See also the models scholes-williams and dimson.")
  }

  private static let fatTails = DistrustRule(cause: "fat tails") { traits in
    guard let share = traits.fatTailShare, share > 0.5 else { return nil }
    return Finding(
      tests: ["car_t", "ar_t", "window_f", "joint_f", "beaver_z", "bgw_chi2"],
      why: "Residuals are taken as normal, which the Jarque-Bera test rejects at 5% for "
        + "\(percent(share)) of the fits. sq_test and perm_single ask for no shape.")
  }
}
