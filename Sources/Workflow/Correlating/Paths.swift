public import Correlation
import MarketData
import Store

extension Workflow {
  /// How the correlation of two series moved.
  ///
  /// - Parameters:
  ///   - returns: The two series and their returns.
  ///   - method: How the correlation of a day is taken.
  /// - Throws: `Failure` when a series is not there or has too few returns.
  public func path(of returns: ReturnSelection, by method: CorrelationPath.Method) throws
    -> CorrelationPath
  {
    let panel = try reading { try $0.panel(returns, threads: threads) }
    do throws(PathProblem) {
      return try CorrelationPath(panel, pair: (0, 1), method: method)
    } catch {
      throw Failure(.nothing, error.description)
    }
  }
}
