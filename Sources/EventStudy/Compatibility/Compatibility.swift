extension StudySpec {
  /// Another program whose conventions a study follows.
  public enum Compatibility: String, CaseIterable, Sendable {
    /// This program's own.
    case none
    /// The R package estudy2 (Rudnytskyi).
    case estudy2
    /// The Stata command eventstudy2 (Kaspereit), version 3.0.
    case eventstudy2
    /// The R package EventStudy (sipemu), version 0.66.
    case sipemu
    /// The abnormal return calculator of EventStudyTools.
    case estARC = "est-arc"

    /// What is wrong with a name that is none of these.
    public static func problem(with name: String) -> String {
      "'\(name)' is not one of \(allCases.map(\.rawValue).joined(separator: ", "))"
    }
  }

  /// Follows another program's conventions: tests without a variant take that program's form, and
  /// dependence is estimated its way until it is set again.
  public mutating func follow(_ compatibility: Compatibility) {
    self.compatibility = compatibility
    if let dependence = compatibility.conventions?.dependence { self.dependence = dependence }
  }

  /// The study's tests in their order, those without a variant in the form of ``compatibility``;
  /// when the study names none, all that say something about its measure, but for those that would
  /// fit slow models thousands of times.
  func chosenTests() throws(SpecProblem) -> [any StatisticalTest] {
    let choices = (tests ?? allTests.map { TestChoice($0.id) }).map(form)
    if let repeated = firstRepeated(choices) {
      throw SpecProblem(key: "tests", "'\(repeated)' is listed twice")
    }
    return try choices.map { choice throws(SpecProblem) in
      let test = try choice.test()
      try check(test)
      try checkUnit(test)
      return test
    }
  }

  private var allTests: [any StatisticalTest] {
    let isQuick = models.allSatisfy { (try? Catalog.model($0.id))?.fitsQuickly ?? true }
    return Catalog.allTests.filter { admits($0) && (isQuick || !($0 is PlaceboDates)) }
  }

  private func form(of choice: TestChoice) -> TestChoice {
    guard choice.variant == nil,
      let form = compatibility.conventions?.forms.first(where: { $0.test == choice.id })
    else { return choice }
    return TestChoice(choice.id, variant: form.variant)
  }
}
