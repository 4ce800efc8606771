public import Correlation
import Store
public import Tables

extension Workflow {
  /// How much of the variance of every series comes from shocks to the others.
  ///
  /// - Parameters:
  ///   - returns: The series and their returns.
  ///   - configure: Sets what is asked.
  /// - Throws: `Failure` when a series is not there or the returns do not suffice.
  public func spillover(_ returns: ReturnSelection, _ configure: (inout Spillover) -> Void) throws
    -> TableSet
  {
    var spillover = Spillover(try reading { try $0.panel(returns, threads: threads) })
    configure(&spillover)
    do throws(SpilloverProblem) {
      return try spillover.tables(threads: threads)
    } catch {
      throw Failure(.nothing, error.description(spillover.panel.symbols))
    }
  }
}
