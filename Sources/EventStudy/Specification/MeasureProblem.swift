extension StudySpec {
  /// Refuses what has no meaning for the measure.
  func checkMeasure() throws(SpecProblem) {
    guard measure != .return else { return }
    if measure.isOfSession, returns.interval != .closeToClose || returns.kind != .simple {
      throw SpecProblem(
        key: "returns",
        "measure is \(measure.rawValue), which is of whole sessions and in logarithms: leave out "
          + "interval and kind, or set measure: return")
    }
    if measure == .volatility, missing.policy == .zero {
      throw SpecProblem(
        key: "missing",
        "measure is volatility, of which a day without a return has none, not zero; choose "
          + "available or complete")
    }
    if compatibility != .none {
      throw SpecProblem(
        key: "compat",
        "the conventions of '\(compatibility.rawValue)' are about returns and measure is "
          + "\(measure.rawValue); set compat: none")
    }
  }

  /// Refuses models that explain something else than the study measures.
  func check(_ models: [any ReturnModel]) throws(SpecProblem) {
    if let model = models.first(where: { !$0.measures.contains(measure) }) {
      let known = Catalog.models.filter { $0.measures.contains(measure) }.map(\.id.rawValue)
      throw SpecProblem(
        key: "model",
        "model '\(model.id.rawValue)' does not explain \(measure.words.values); measure: "
          + "\(measure.rawValue) takes \(known.joined(separator: ", "))")
    }
    guard returns.interval != .closeToClose, let model = models.first(where: \.usesFactors) else {
      return
    }
    throw SpecProblem(
      key: "model",
      "model '\(model.id.rawValue)' explains returns by factors, which are from close to close, and "
        + "returns.interval is \(returns.interval.rawValue); choose another model or close-close")
  }

  /// Refuses a test that says nothing about the measure.
  func check(_ test: any StatisticalTest) throws(SpecProblem) {
    guard !test.measures.contains(measure) else { return }
    let known = Catalog.allTests.filter(admits).map(\.id.rawValue)
    throw SpecProblem(
      key: "tests",
      "test '\(test.id.rawValue)' says nothing about \(measure.words.values); measure: "
        + "\(measure.rawValue) takes \(known.joined(separator: ", "))")
  }
}

extension StudySpec.Measure {
  /// Whether values are made of one session's bar alone.
  var isOfSession: Bool { self == .volume || self == .range }
}
