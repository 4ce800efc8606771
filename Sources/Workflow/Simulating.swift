public import EventStudy
import MarketData

extension Workflow {
  /// Simulates a scenario; no database is read.
  ///
  /// - Throws: `Failure` with what cannot be simulated.
  public static func simulate(
    _ scenario: SimulationScenario, threads: Int, progress: WorkProgress = WorkProgress()
  ) throws -> SimulationResult {
    do {
      let exchange = try ExchangeCalendar.named("XNYS")
      return try Simulation(scenario, exchange: exchange).run(
        threads: max(1, threads), progress: progress)
    } catch let problem as SimulationProblem {
      throw Failure(.usage, problem.description)
    }
  }
}
