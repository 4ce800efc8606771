public import MarketData
import Statistics

/// A scenario that can be simulated.
///
/// Making one may fail. Running one takes the same road as any study, from prices to p-values:
/// what it says about a test, it says about the test that users run.
public struct Simulation: Sendable {
  /// The scenario as it was given.
  public let scenario: SimulationScenario
  let study: Study
  let plan: SimulationPlan
  private let exchange: ExchangeCalendar

  /// A simulation of a scenario.
  ///
  /// - Parameters:
  ///   - scenario: What is true and what is asked.
  ///   - exchange: Any exchange's calendar; every date is a session of the simulated market.
  /// - Throws: What cannot be simulated.
  public init(_ scenario: SimulationScenario, exchange: ExchangeCalendar)
    throws(SimulationProblem)
  {
    try scenario.check()
    let choices = scenario.tests.choices
    guard !choices.isEmpty else { throw .noTests }
    do { study = try Study(scenario.spec) } catch { throw .study(error) }
    if let test = study.eventTests.first { throw .notASampleTest(test.id) }
    if study.needsFactors { throw .modelNeedsFactors(scenario.model.id) }
    self.scenario = scenario
    self.exchange = exchange
    plan = try SimulationPlan(scenario)
  }

  /// Draws every replicate and counts what the tests found: the same on any number of threads.
  public func run(threads: Int, progress: WorkProgress = WorkProgress()) -> SimulationResult {
    progress.expect(scenario.replicateCount)
    let replicates = parallelMap(scenario.replicateCount, threads: threads) {
      defer { progress.advance(by: 1) }
      return verdicts(of: $0)
    }
    var counts = [SimulationResult.Count](
      repeating: .init(), count: scenario.effects.count * study.tests.count)
    for verdicts in replicates {
      for (cell, verdict) in verdicts.enumerated() { counts[cell].add(verdict) }
    }
    return SimulationResult(
      scenario: scenario, tests: study.tests.map { ($0.id, $0.variant) }, counts: counts)
  }

  /// What a test says of one replicate.
  enum Verdict: UInt8, Sendable { case retained, rejected, undefined }

  /// One verdict an effect and test, the tests of the first effect first.
  func verdicts(of replicate: Int) -> [Verdict] {
    let market = SimulatedMarket(plan, replicate: replicate)
    return scenario.effects.flatMap { effect in
      verdicts(on: market.inputs(effect: effect, exchange: exchange))
    }
  }

  private func verdicts(on inputs: StudyInputs) -> [Verdict] {
    // A model that needs no factors finds all it needs in a simulated market.
    guard let outcomes = try? study.outcomesOfFirstWindow(on: inputs) else {
      return study.tests.map { _ in .undefined }
    }
    return outcomes.map { outcome in
      guard case .success(let statistic) = outcome else { return .undefined }
      return statistic.pValues[scenario.alternative] <= scenario.level ? .rejected : .retained
    }
  }
}
