import Foundation
import MarketData

/// The returns of an asset's sessions, from close to close as logarithms, summed once.
struct SessionReturns: Sendable {
  /// Sums over the sessions before each position.
  private var sums = [0.0]
  /// How many of the sessions before each position have a return.
  private var known = [0]

  init(_ sessions: AssetSessions) {
    for session in sessions.entries.indices {
      let value = sessions.closeReturn(session)
      sums.append(sums[session] + (value ?? 0))
      known.append(known[session] + (value == nil ? 0 : 1))
    }
  }

  /// The return over the sessions after one; `nil` when one of them has none.
  func after(_ session: Int, over count: Int) -> Double? {
    let (first, end) = (session + 1, session + 1 + count)
    guard end < sums.count, known[end] - known[first] == count else { return nil }
    return sums[end] - sums[first]
  }
}

extension AssetSessions {
  /// The change from the close before to the close; `nil` when either is not known.
  fileprivate func closeReturn(_ session: Int) -> Double? {
    let entry = entries[session]
    // The other prices of a daily bar do not matter.
    let isClosed = entry.problem == nil || bars.resolution == .daily
    guard isClosed, entry.priorProblem == nil, let last = entry.bars.last, bars.close[last] > 0
    else { return nil }
    return log(bars.close[last] / entry.priorClose)
  }
}
