public import MarketData
import Statistics

/// A search for days on which a series moved far and that no known event explains.
public struct MoveSearch: Hashable, Sendable {
  /// The series to search, in their order.
  public var symbols: [Symbol]
  /// A series whose return is taken off each day's; `nil` takes returns as they are.
  public var market: Symbol?
  /// The least distance of a return from the median of those before it, in their robust deviations.
  public var threshold = 5.0
  /// How many returns before each say what is usual.
  public var trailing = 60
  /// How many sessions an event may be away from the move it explains.
  public var within = 1
  /// The degrees of freedom of Student's t, whose tails the returns are taken to have by chance.
  public var tails = 4.0
  /// Whether moves that an event explains are found too.
  public var includesExplained = false

  /// A search of some series.
  public init(symbols: [Symbol]) { self.symbols = symbols }

  /// Checks everything that needs no data.
  func check() throws(ExplainingProblem) {
    if let repeated = firstRepeated(symbols) {
      throw ExplainingProblem("the symbol '\(repeated)' is named twice")
    }
    if let market, symbols.contains(market) {
      throw ExplainingProblem("'\(market)' cannot be measured against itself")
    }
    guard threshold > 0, threshold.isFinite else {
      throw ExplainingProblem("--threshold \(threshold) is not a number above 0")
    }
    guard (20...1_000).contains(trailing) else {
      throw ExplainingProblem("--trailing \(trailing) is not between 20 and 1000 returns")
    }
    guard (0...250).contains(within) else {
      throw ExplainingProblem("--within \(within) is not between 0 and 250 sessions")
    }
    guard tails > 2, tails <= 1_000 else {
      throw ExplainingProblem("--tails \(tails) is not above 2 and at most 1000")
    }
  }

  /// Searches the series of some inputs.
  ///
  /// Sessions are the dates on which a series has a bar, or the market series when one is named;
  /// an event on another date belongs to the next session. A time is put on the clock of the series'
  /// exchange, as in studies.
  ///
  /// - Parameter inputs: The prices of the symbols and of the market, and the known events.
  /// - Returns: The moves, and how many are to be expected by chance.
  /// - Throws: `ExplainingProblem` for settings out of range and series that there are not.
  public func run(on inputs: StudyInputs) throws(ExplainingProblem) -> FoundMoves {
    try check()
    let score = TrailingRobustZ(length: trailing)
    var series: [SearchedSeries] = []
    for symbol in symbols {
      let returns = try returns(of: symbol, inputs)
      let calendar = KnownEvents(
        of: symbol, market: market ?? symbol, on: returns.grid, inputs)
      series.append(
        SearchedSeries(
          symbol: symbol, sessions: returns.grid.sessions, returns: returns.values,
          scores: score.values(of: returns.values), events: calendar))
    }
    return FoundMoves(self, series)
  }

  private func returns(of symbol: Symbol, _ inputs: StudyInputs) throws(ExplainingProblem) -> (
    grid: SessionGrid, values: [Double]
  ) {
    let clock = market ?? symbol
    guard let prices = inputs.prices[symbol], let base = inputs.prices[clock] else {
      throw ExplainingProblem("no series '\(inputs.prices[symbol] == nil ? symbol : clock)'")
    }
    let sessions = zip(base.dates, base.prices).filter { !$1.isMissing }.map(\.0)
    let grid = SessionGrid(
      sessions: sessions, market: clock, inputs: inputs, spec: StudySpec(name: "find"))
    let own = EventStudy.returns(of: prices, on: sessions, kind: .simple)
    guard market != nil, let other = grid.context.marketReturns else { return (grid, own) }
    return (grid, zip(own, other).map { $0 - $1 })
  }
}

/// One series of a search, session by session.
struct SearchedSeries: Sendable {
  let symbol: Symbol
  let sessions: [Int64]
  let returns: [Double]
  /// Missing where a day could not be judged.
  let scores: [Double]
  let events: KnownEvents
}
