import MarketData

/// The events of a symbol and of the whole market on the sessions of a series, in their order.
struct KnownEvents: Sendable {
  private let sessions: [Int]
  private let ids: [String]

  init(of symbol: Symbol, market: Symbol, on grid: SessionGrid, _ inputs: StudyInputs) {
    let alignment = StudySpec.Alignment()
    let exchange = inputs.exchange(of: symbol, market: market)
    var found: [(session: Int, id: String)] = []
    for event in inputs.events where event.symbol == nil || event.symbol == symbol {
      // One outside the data, or far from any session, is near no move.
      guard
        let place = try? alignment.session(of: event.time, on: grid, exchange: exchange)
      else { continue }
      found.append((place.position, event.id))
    }
    found.sort { ($0.session, $0.id) < ($1.session, $1.id) }
    sessions = found.map(\.session)
    ids = found.map(\.id)
  }

  /// The event nearest to a session, the earlier of two equally near ones.
  func nearest(to session: Int) -> (id: String, session: Int)? {
    let after = sessions.partitioningIndex { $0 >= session }
    let candidates = [after - 1, after].filter(sessions.indices.contains)
    guard
      let best = candidates.min(by: {
        abs(sessions[$0] - session) < abs(sessions[$1] - session)
      })
    else { return nil }
    // The first of several events of one session.
    let first = sessions.partitioningIndex { $0 >= sessions[best] }
    return (ids[first], sessions[first])
  }
}
