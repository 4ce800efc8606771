import MarketData

/// One unit of the study: an event applied to a symbol, with its place in the data.
struct EventInstance: Sendable {
  /// The position of the event in the inputs.
  let event: Int
  let symbol: Symbol?
  let market: Symbol
  let state: State

  enum State: Sendable {
    case aligned(Aligned)
    /// With the session, when the event got as far as one.
    case excluded(Exclusion, SessionAssignment?, grid: Int?)
  }

  /// Where an event's windows lie in contiguous data.
  struct Aligned: Sendable {
    /// The position of the session grid and of the return series on it.
    let grid: Int
    let series: Int
    let session: SessionAssignment
    let eventWindow: Window
    let estimation: [Window]
    /// Whether the two windows are the event's own.
    let carriesWindows: Bool
    /// Whether an earlier event has the same symbol and session in another group: the averages
    /// over all events then count this one not again.
    let repeatsSession: Bool
  }

  var aligned: Aligned? { if case .aligned(let aligned) = state { aligned } else { nil } }
}
