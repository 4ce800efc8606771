/// What of a scenario cannot be simulated.
public enum SimulationProblem: Error, Hashable, Sendable {
  case events(Int)
  case eventsAgainstGrid(Int, perDay: Int, days: Int)
  case firms(Int)
  case tooFewFirms(Int, perSession: Int)
  case correlation(Double)
  case estimation(Int)
  case windowTooLong(Window, estimation: Int)
  case windowTooFar(Window)
  case variance(Double)
  case skewness(Double)
  case tails(Double)
  case effect(Double)
  case noEffect
  case repeatedEffect(Double)
  case level(Double)
  case replicates(Int)
  case noTests
  case notASampleTest(TestID)
  case modelNeedsFactors(ModelID)
  case tooLarge(firms: Int, sessions: Int)
  /// What the study of a replicate says about the tests or the model.
  case study(SpecProblem)
}

extension SimulationProblem: CustomStringConvertible {
  /// The option, what was found, and what would be right.
  public var description: String {
    switch self {
    case .events(let count):
      "events: \(count) is not between 1 and \(SimulationScenario.largestEventCount)"
    case .eventsAgainstGrid(let count, let perDay, let days):
      "clustering: \(perDay)x\(days) places \(perDay * days) events, and events is \(count)"
    case .firms(let count): "firms: \(count) is not a number of firms; give at least 1"
    case .tooFewFirms(let count, let perSession):
      "firms: \(count) firms cannot have \(perSession) events in one session; give at least "
        + "\(perSession)"
    case .correlation(let value):
      "correlation: \(shortest(value)) is not a correlation of one common factor; give 0 to 0.99"
    case .estimation(let count):
      "estimation: \(count) is not between \(SimulationScenario.leastEstimation) and "
        + "\(SimulationScenario.largestEstimation) sessions"
    case .windowTooLong(let window, let estimation):
      "window: \(window) has \(window.count) sessions, more than the \(estimation) of the "
        + "estimation; shorten it or lengthen the estimation"
    case .windowTooFar(let window):
      "window: \(window) lies more than \(SimulationScenario.largestDay) sessions from the event"
    case .variance(let value): "variance: \(shortest(value)) is not a factor above 0 and up to 1000"
    case .skewness(let value): "skewness: \(shortest(value)) is not between -10 and 10"
    case .tails(let value):
      "tails: \(shortest(value)) degrees of freedom give no variance; give more than 2"
    case .effect(let value): "effect: \(shortest(value)) is not between -100 and 100 deviations"
    case .noEffect: "effect: at least one is needed, such as 0"
    case .repeatedEffect(let value): "effect: \(shortest(value)) is listed twice"
    case .level(let value): "level: \(shortest(value)) is not between 0 and 1"
    case .replicates(let count):
      "replicates: \(count) is not between 1 and \(SimulationScenario.largestReplicateCount)"
    case .noTests: "tests: at least one is needed"
    case .notASampleTest(let id):
      "tests: '\(id.rawValue)' is a test of single events; only tests of samples are simulated"
    case .modelNeedsFactors(let id):
      "model: '\(id.rawValue)' needs factors, and a simulated market has none"
    case .tooLarge(let firms, let sessions):
      "events: \(firms) firms over \(sessions) sessions are more than "
        + "\(SimulationScenario.largestCellCount) returns a replicate; give fewer events or firms"
    case .study(let problem): problem.description
    }
  }
}

/// A number as one would write it: `1`, not `1.0`.
private func shortest(_ value: Double) -> String {
  Int(exactly: value).map { String($0) } ?? String(value)
}

extension SimulationScenario {
  static let largestEventCount = 100_000
  static let largestReplicateCount = 1_000_000
  static let leastEstimation = 10
  static let largestEstimation = 10_000
  static let largestDay = 10_000
  static let largestCellCount = 50_000_000

  /// Checks everything but the names of tests and model.
  func check() throws(SimulationProblem) {
    try checkEvents()
    try checkWindows()
    try checkReturns()
    try checkQuestion()
  }

  private func checkEvents() throws(SimulationProblem) {
    guard (1...Self.largestEventCount).contains(eventCount) else { throw .events(eventCount) }
    if case .grid(let perDay, let days) = clustering, perDay * days != eventCount {
      throw .eventsAgainstGrid(eventCount, perDay: perDay, days: days)
    }
    guard let firmCount else { return }
    guard firmCount >= 1 else { throw .firms(firmCount) }
    let perSession = clustering.eventsPerSession(of: eventCount)
    guard firmCount >= perSession else { throw .tooFewFirms(firmCount, perSession: perSession) }
  }

  private func checkWindows() throws(SimulationProblem) {
    guard (Self.leastEstimation...Self.largestEstimation).contains(estimationLength) else {
      throw .estimation(estimationLength)
    }
    let near = -Self.largestDay...Self.largestDay
    guard near.contains(window.first), near.contains(window.last) else {
      throw .windowTooFar(window)
    }
    guard window.count <= estimationLength else {
      throw .windowTooLong(window, estimation: estimationLength)
    }
  }

  private func checkReturns() throws(SimulationProblem) {
    guard (0...0.99).contains(correlation) else { throw .correlation(correlation) }
    guard varianceFactor > 0, varianceFactor <= 1000 else { throw .variance(varianceFactor) }
    switch shape {
    case .normal: return
    case .skewed(let skewness):
      guard (-10...10).contains(skewness) else { throw .skewness(skewness) }
    case .heavyTailed(let degrees):
      guard degrees > 2, degrees.isFinite else { throw .tails(degrees) }
    }
  }

  private func checkQuestion() throws(SimulationProblem) {
    guard !effects.isEmpty else { throw .noEffect }
    for (position, effect) in effects.enumerated() {
      guard (-100...100).contains(effect) else { throw .effect(effect) }
      if effects[..<position].contains(effect) { throw .repeatedEffect(effect) }
    }
    guard level > 0, level < 1 else { throw .level(level) }
    guard (1...Self.largestReplicateCount).contains(replicateCount) else {
      throw .replicates(replicateCount)
    }
  }
}
