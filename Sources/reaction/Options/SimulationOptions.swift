public import ArgumentParser
public import EventStudy
public import Statistics

extension Window: ExpressibleByArgument {}
extension Alternative: ExpressibleByArgument {}

/// Where a simulation's events are.
struct SimulatedEventOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The number of events (default: 30, or what --clustering places).", valueName: "n"))
  var events: Int?

  @Option(
    help: ArgumentHelp(
      "The number of firms, which the events take in turn (default: one an event).",
      valueName: "k"))
  var firms: Int?

  @Option(
    help: ArgumentHelp(
      "same-day; staggered: one a session; spread: windows that share no session; or a number a "
        + "session over some sessions, such as 6x5. (default: same-day)", valueName: "layout"),
    transform: eventClustering)
  var clustering = EventClustering.sameDay

  @Option(
    help: ArgumentHelp("Estimation sessions, just before the window.", valueName: "m"))
  var estimation = SimulationScenario().estimationLength

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The window of the CARs.", valueName: "first,last"))
  var window = SimulationScenario().window

  func apply(to scenario: inout SimulationScenario) {
    scenario.clustering = clustering
    if case .grid(let perDay, let days) = clustering { scenario.eventCount = perDay * days }
    scenario.eventCount = events ?? scenario.eventCount
    scenario.firmCount = firms
    scenario.estimationLength = estimation
    scenario.window = window
  }
}

/// How a simulation's residuals are distributed.
struct SimulatedResidualOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The correlation of two firms' residuals in a session.", valueName: "r"))
  var correlation = SimulationScenario().correlation

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What multiplies the residuals' variance in the window.", valueName: "f"))
  var variance = SimulationScenario().varianceFactor

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The residuals' skewness, by gamma variables.", valueName: "g"))
  var skewness: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Heavy tails: the degrees of freedom of Student's t.", valueName: "df"))
  var tails: Double?

  func validate() throws {
    guard skewness != nil, tails != nil else { return }
    throw ValidationError("--skewness and --tails are two distributions; give one of them.")
  }

  func apply(to scenario: inout SimulationScenario) {
    scenario.correlation = correlation
    scenario.varianceFactor = variance
    scenario.shape =
      skewness.map { .skewed($0) } ?? tails.map { .heavyTailed(degreesOfFreedom: $0) } ?? .normal
  }
}

/// What is asked of a simulation.
struct SimulatedQuestionOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Mean abnormal returns, in residual deviations, such as 0,0.25,0.5. (default: 0)",
      valueName: "list"),
    transform: effects)
  var effect = SimulationScenario().effects

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The p-value from which down a test rejects.", valueName: "p"))
  var level = SimulationScenario().level

  @Option(help: ArgumentHelp("How often the market is drawn.", valueName: "n"))
  var replicates = SimulationScenario().replicateCount

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "n"))
  var seed = SimulationScenario().seed

  @Option(
    help: ArgumentHelp(
      "all: every test of samples but the resampling ones; variants: all their forms; or ids "
        + "such as bmp_t,cda_t, with :variant for another form. (default: all)", valueName: "list"),
    transform: testSelection)
  var tests = SimulationScenario.TestSelection.defaultForms

  @Option(help: ArgumentHelp("The return model.", valueName: "id"))
  var model = SimulationScenario().model.id.rawValue

  @Option(help: "The alternative hypothesis.")
  var alternative = SimulationScenario().alternative

  func apply(to scenario: inout SimulationScenario) {
    scenario.effects = effect
    scenario.level = level
    scenario.replicateCount = replicates
    scenario.seed = seed
    scenario.tests = tests
    scenario.model = ModelChoice(ModelID(rawValue: model))
    scenario.alternative = alternative
  }
}

private func eventClustering(_ text: String) throws -> EventClustering {
  guard let clustering = EventClustering(text) else {
    throw ValidationError("give same-day, staggered, spread, or PER_DAYxDAYS such as 6x5")
  }
  return clustering
}

private func effects(_ text: String) throws -> [Double] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    guard let effect = Double(part) else {
      throw ValidationError("'\(part)' is not a number; give some such as 0,0.25,0.5")
    }
    return effect
  }
}

private func testSelection(_ text: String) throws -> SimulationScenario.TestSelection {
  switch text {
  case "all": .defaultForms
  case "variants": .allForms
  default:
    .chosen(
      text.split(separator: ",", omittingEmptySubsequences: false).map { part in
        let names = part.split(separator: ":", maxSplits: 1).map(String.init)
        return TestChoice(
          TestID(rawValue: names.first ?? ""), variant: names.count == 2 ? names[1] : nil)
      })
  }
}
