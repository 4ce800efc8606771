import MarketData

/// Which test to read first and which not to trust, by the traits of a sample.
struct Advisor {
  private let traits: SampleTraits
  private let measure: StudySpec.Measure
  /// The study's tests, each once, of whatever variant.
  private let named: [TestID]
  /// The study's tests that have no answer for the sample.
  private let undefined: Set<TestID>
  /// What every rule finds, with its cause.
  private let findings: [(cause: String, finding: DistrustRule.Finding)]

  /// The tests of samples, the first to be read before all others.
  private static let preferences: [TestID] = [
    "bmp_t", "adj_bmp_t", "adj_grank_z", "hall_t", "adj_gsign_z", "gsign_z", "sign_z", "grank_t",
    "portfolio_t", "cda_t",
  ]
  /// The same of volatility, whose values are skewed.
  private static let preferencesOfVolatility: [TestID] = [
    "corrado_z", "gsign_z", "portfolio_t", "csect_t",
  ]
  /// The same for one event.
  private static let preferencesOfOne: [TestID] = ["car_t", "perm_single", "sq_test"]

  /// - Parameter outcomes: What the study's tests find in the sample, in their order.
  init(
    _ study: Study, _ traits: SampleTraits, _ outcomes: [Result<TestStatistic, Inapplicable>]
  ) {
    self.traits = traits
    measure = study.spec.measure
    named = (study.tests.map(\.id) + study.eventTests.map(\.id)).reduce(into: []) { ids, id in
      if !ids.contains(id) { ids.append(id) }
    }
    undefined = Set(
      zip(study.tests, outcomes).compactMap { test, outcome in
        if case .failure = outcome { test.id } else { nil }
      })
    findings = DistrustRule.all.compactMap { rule in
      rule.finding(traits).map { (rule.cause, $0) }
    }
  }

  /// One notice a reason that concerns tests of the study.
  var warnings: [Notice] {
    findings.compactMap { _, finding in
      let concerned = named.filter(finding.tests.contains).map(\.rawValue)
      guard let why = finding.why, !concerned.isEmpty else { return nil }
      return Notice(
        code: "do_not_trust", severity: .warning,
        message: "Do not trust \(list(concerned)) here. \(why)")
    }
  }

  /// The test to read first, and what was passed over.
  var readFirst: Notice {
    let preferences =
      traits.eventCount == 1
      ? Self.preferencesOfOne
      : measure == .volatility ? Self.preferencesOfVolatility : Self.preferences
    let sound = preferences.filter { isApplicable($0) && causes(against: $0).isEmpty }
    let chosen = sound.first(where: named.contains) ?? sound.first
    let before = chosen.flatMap(preferences.firstIndex) ?? preferences.count
    let passed = preferences[..<before].compactMap { test in
      causes(against: test).first.map { "\(test.rawValue) (\($0))" }
    }
    let sentences = [
      advice(chosen), passed.isEmpty ? nil : "Passed over: \(passed.joined(separator: ", ")).",
      basis,
    ]
    return Notice(
      code: "read_first", severity: .info,
      message: sentences.compactMap { $0 }.joined(separator: " "))
  }

  private func advice(_ test: TestID?) -> String {
    guard let test else {
      return "No test stands without reservation: read several, and the single CARs beside them."
    }
    let title = (try? Catalog.test(test).title).map { " (\($0))" } ?? ""
    return "Read \(test.rawValue)\(title) first"
      + (named.contains(test) ? "." : ": add it to tests.")
  }

  private func causes(against test: TestID) -> [String] {
    findings.filter { $0.finding.tests.contains(test) }.map(\.cause)
  }

  private func isApplicable(_ test: TestID) -> Bool {
    if test == "hall_t", traits.eventCount < 20 { return false }
    if undefined.contains(test) { return false }
    if (try? Catalog.test(test).measures.contains(measure)) == false { return false }
    let ofEvents = Catalog.eventTests.first { $0.id == test }
    return ofEvents?.applies(to: traits.window) ?? true
  }

  /// The figures the choice rests on.
  private var basis: String {
    var facts = ["\(traits.eventCount) \(traits.eventCount == 1 ? "event" : "events")"]
    if let effective = traits.correlation.effectiveCount, traits.correlation.overlappingPairs > 0 {
      facts.append("worth \(fixed(effective, 1)) independent ones")
    }
    if let ratio = traits.varianceRatio {
      facts.append("variance ratio \(fixed(ratio.value, 2)) (p \(probability(ratio.pValue)))")
    }
    if let skewness = traits.skewness { facts.append("skewness \(fixed(skewness, 2))") }
    if let share = traits.fatTailShare { facts.append("\(percent(share)) of fits fat-tailed") }
    if let share = traits.zeroShare { facts.append("\(percent(share)) zero returns") }
    return "Judged by model '\(traits.model.rawValue)', all events, \(traits.window): "
      + facts.joined(separator: ", ") + "."
  }
}
