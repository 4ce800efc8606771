import EventStudy
import Tables

extension StudyReport {
  /// The level at which the notes call a result significant.
  static let level = 0.05
  /// The least return that is not printed as zero.
  private static let leastShown = 0.00005

  /// What the tests of one window say, in words.
  func writeNotes(of window: Record, _ tests: [Record], to page: inout Page) {
    page.blank()
    for sentence in notes(of: window, tests) { page.paragraph(sentence) }
  }

  /// How many tests reject and which, and what goes with their disagreement.
  func notes(of window: Record, _ tests: [Record]) -> [String] {
    let answered = tests.filter { $0.number("p_value") != nil }
    let rejecting = answered.filter { ($0.number("p_value") ?? 1) < Self.level }
    let silent = answered.filter { ($0.number("p_value") ?? 1) >= Self.level }
    return [verdict(of: window, rejecting, silent)] + disagreement(window, rejecting, silent)
  }

  private func verdict(of window: Record, _ rejecting: [Record], _ silent: [Record]) -> String {
    let over = window.window.map { " over \($0)" } ?? ""
    let average = "Average \(words.cumulative) \(valueText(window.number("caar")))\(over)."
    let count = rejecting.count + silent.count
    if count == 0 { return "\(average) No test could be computed." }
    if rejecting.isEmpty {
      let subject = count == 1 ? "The test does not reject" : "None of \(count) tests rejects"
      return "\(average) \(subject) a zero effect at 5%."
    }
    if silent.isEmpty {
      let subjects = [1: "The test rejects", 2: "Both tests reject"]
      return "\(average) \(subjects[count] ?? "All \(count) tests reject") a zero effect at 5%."
    }
    let verb = rejecting.count == 1 ? "rejects" : "reject"
    return "\(average) \(rejecting.count) of \(count) tests \(verb) a zero effect at 5%: "
      + "\(listed(names(rejecting))). Not significant: \(listed(names(silent)))."
  }

  /// The ids of tests, each once.
  func names(_ tests: [Record]) -> [String] {
    tests.compactMap { $0.text("test") }.map(printable).distinct()
  }

  /// Facts that go with tests that do not agree.
  private func disagreement(
    _ window: Record, _ rejecting: [Record], _ silent: [Record]
  ) -> [String] {
    guard !rejecting.isEmpty, !silent.isEmpty else { return [] }
    func needsIndependence(_ test: Record) -> Bool {
      TestTraits.takesEventsAsIndependent(test.text("test") ?? "")
    }
    var facts: [String] = []
    if rejecting.allSatisfy(needsIndependence), !silent.allSatisfy(needsIndependence) {
      facts.append(
        "They disagree where dependence counts: only tests that assume independent "
          + "events reject.")
    }
    if let mean = window.number("caar"), let median = window.number("median"),
      mean * median < 0, min(mean.magnitude, median.magnitude) >= Self.leastShown
    {
      facts.append(
        "Mean and median have opposite signs: a few large \(words.cumulative)s carry the "
          + "average.")
    }
    return facts
  }
}
