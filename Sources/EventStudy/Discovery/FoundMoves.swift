import MarketData
import Statistics
public import Tables

/// The days on which series moved far, with what chance alone would have brought.
public struct FoundMoves: Sendable {
  /// How many days could be judged, over all series.
  public let judgedCount: Int
  /// How many of them moved beyond the threshold.
  public let beyondCount: Int
  /// How many of these no event explains.
  public let unexplainedCount: Int
  /// How many days would be beyond the threshold if returns were independent and normal.
  public let expectedIfNormal: Double
  /// The same with the tails that the search takes returns to have.
  public let expectedWithTails: Double
  /// One row a move: `moves`.
  public let table: Table

  private struct Move {
    let series: Int
    let session: Int
    let nearest: (id: String, session: Int)?
    let isExplained: Bool
  }

  init(_ search: MoveSearch, _ series: [SearchedSeries]) {
    var moves: [Move] = []
    var judged = 0
    for (index, one) in series.enumerated() {
      for (session, score) in one.scores.enumerated() where !score.isMissing {
        judged += 1
        guard abs(score) >= search.threshold else { continue }
        let nearest = one.events.nearest(to: session)
        let isExplained = nearest.map { abs($0.session - session) <= search.within } ?? false
        moves.append(
          Move(series: index, session: session, nearest: nearest, isExplained: isExplained))
      }
    }
    let tails = TrailingRobustNull(
      length: search.trailing, tails: .studentT(degreesOfFreedom: search.tails))
    let normal = TrailingRobustNull(length: search.trailing, tails: .standardNormal)
    judgedCount = judged
    beyondCount = moves.count
    unexplainedCount = moves.count { !$0.isExplained }
    expectedWithTails = Double(judged) * tails.probability(ofBeyond: search.threshold)
    expectedIfNormal = Double(judged) * normal.probability(ofBeyond: search.threshold)
    let p = moves.map { tails.probability(ofBeyond: series[$0.series].scores[$0.session]) }
    // All other days have larger p-values: how large makes no difference to these.
    let others = [Double?](repeating: 1, count: judged - moves.count)
    let adjusted = MultipleTesting.holm.adjusted(p.map { $0 } + others)
    let shown = moves.indices.filter { search.includesExplained || !moves[$0].isExplained }
    table = Self.table(
      shown.map { moves[$0] }, series, shown.map { p[$0] }, shown.map { adjusted[$0] ?? 1 })
  }

  private static func table(
    _ moves: [Move], _ series: [SearchedSeries], _ p: [Double], _ adjusted: [Double]
  ) -> Table {
    func date(_ move: Move, _ session: Int) -> Int { Int(series[move.series].sessions[session]) }
    return Table(
      "moves",
      [
        Column("symbol", texts: moves.map { series[$0.series].symbol.rawValue }),
        Column("session", dates: moves.map { date($0, $0.session) }),
        Column("return", numbers: moves.map { series[$0.series].returns[$0.session] }),
        Column("z", numbers: moves.map { series[$0.series].scores[$0.session] }),
        Column("p_value", numbers: p), Column("p_adjusted", numbers: adjusted),
        Column("nearest_event", texts: moves.map { $0.nearest?.id }),
        Column(
          "event_session", dates: moves.map { move in move.nearest.map { date(move, $0.session) } }),
        Column(
          "distance", integers: moves.map { move in move.nearest.map { $0.session - move.session } }
        ),
        Column("explained", texts: moves.map { $0.isExplained ? "yes" : "no" }),
      ])
  }
}
