public import EventStudy
import MarketData
import Store

extension Workflow {
  /// Searches imported series for large moves that no imported event explains.
  ///
  /// - Parameters:
  ///   - search: What is searched.
  ///   - lists: The event lists that may explain a move; none are all of them.
  /// - Returns: The moves, and how many are to be expected by chance.
  /// - Throws: `Failure` with a symbol or list that there is not, or when no day can be judged.
  public func find(_ search: MoveSearch, lists: [String]) throws -> FoundMoves {
    try failing {
      let database = try open(.readOnly)
      let events =
        lists.isEmpty
        ? try database.events() : try lists.flatMap { try database.events(list: $0) }
      var inputs = StudyInputs(
        events: events, prices: try prices(search, database), factors: nil,
        exchange: try importedOrBuiltIn("XNYS", database))
      inputs.exchanges = try importedExchanges(
        database.markets().filter { inputs.prices[$0.key] != nil }, database)
      do {
        let found = try search.run(on: inputs)
        guard found.judgedCount > 0 else {
          throw Failure(
            .nothing,
            "no day has \(search.trailing) returns that vary before it; lower --trailing")
        }
        return found
      } catch let problem as ExplainingProblem { throw Failure(.usage, problem.description) }
    }
  }

  private func prices(_ search: MoveSearch, _ database: ReactionDatabase) throws -> [Symbol:
    PriceSeries]
  {
    let symbols = Set(search.symbols + (search.market.map { [$0] } ?? [])).sorted()
    let bars = try database.bars(
      of: symbols, fields: [.close, .adjustedClose], threads: threads)
    for symbol in symbols {
      guard let series = bars[symbol] else {
        let hint = try database.nearestSymbol(to: symbol).map { "did you mean '\($0)'?" }
        throw Failure(
          .nothing,
          "there is no series '\(symbol)'; " + (hint ?? "import it: reaction import prices FILE"))
      }
      guard series.resolution == .daily else {
        throw Failure(
          .nothing, "the series '\(symbol)' has intraday bars only; a search needs daily")
      }
    }
    return bars.mapValues {
      PriceSeries(
        dates: $0.times, close: $0[.close], adjustedClose: $0[.adjustedClose], as: .adjusted)
    }
  }
}
