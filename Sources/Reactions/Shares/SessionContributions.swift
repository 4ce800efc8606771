import Foundation
import MarketData

/// What each part of an asset's sessions added to the size of their moves.
///
/// With r = ln(P_T / P_0) the move of a session from the close before and r_k the change in part k, the
/// part added sign(r) r_k; the parts sum to |r|.
struct SessionContributions: Sendable {
  private let width: Int
  /// One row of parts a session; missing where the session has no move to divide.
  private var values: [Double]

  init(_ sessions: AssetSessions, on clock: SessionClock, _ partition: SessionPartition) {
    width = partition.parts.count
    values = [Double](repeating: .missing, count: width * sessions.entries.count)
    for session in sessions.entries.indices {
      let entry = sessions.entries[session]
      guard entry.problem == nil, entry.priorProblem == nil, let last = entry.bars.last else {
        continue
      }
      let sign = Direction(signOf: log(sessions.bars.close[last] / entry.priorClose))?.sign ?? 0
      let start = session * width
      for part in start..<start + width { values[part] = 0 }
      var before = sessions.bars.open[entry.bars.lowerBound]
      values[start] = sign * log(before / entry.priorClose)
      let open = clock.openSecond(session)
      for bar in entry.bars {
        let part = partition.part(
          at: sessions.bars.times[bar] + sessions.barLength - clock.opens[session], opening: open)
        values[start + part] += sign * log(sessions.bars.close[bar] / before)
        before = sessions.bars.close[bar]
      }
    }
  }

  /// Whether a session's move and its parts are known.
  func isKnown(_ session: Int) -> Bool { !values[session * width].isMissing }

  /// Adds what the parts of a session added to sums over assets.
  func add(_ session: Int, to sums: inout ArraySlice<Double>) {
    for part in 0..<width { sums[sums.startIndex + part] += values[session * width + part] }
  }
}
