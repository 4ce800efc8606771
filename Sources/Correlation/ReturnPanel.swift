public import EventStudy
public import MarketData

/// Returns of several series over the same sessions.
///
/// A return stands between adjacent sessions that both have a price; anything else is missing.
public struct ReturnPanel: Sendable {
  /// The dates as `CalendarDate.ordinal`, strictly rising.
  public let sessions: [Int64]
  /// The series, each once.
  public let symbols: [Symbol]
  /// One contiguous column a series, one return a session; `Double.missing` where there is none.
  public let columns: [[Double]]

  /// Returns that are there already.
  public init(sessions: [Int64], symbols: [Symbol], columns: [[Double]]) {
    precondition(
      symbols.count == columns.count && columns.allSatisfy { $0.count == sessions.count })
    (self.sessions, self.symbols, self.columns) = (sessions, symbols, columns)
  }

  /// The returns of prices on some sessions.
  ///
  /// - Parameters:
  ///   - prices: The prices of the series, each with its symbol.
  ///   - sessions: Dates as `CalendarDate.ordinal`, strictly rising; prices on others are not used.
  ///   - kind: Simple or logarithmic returns.
  ///   - threads: The number of threads; the result does not depend on it.
  public init(
    _ prices: [(symbol: Symbol, prices: PriceSeries)], sessions: [Int64],
    kind: StudySpec.Returns.Kind, threads: Int
  ) {
    self.init(
      sessions: sessions, symbols: prices.map(\.symbol),
      columns: parallelMap(prices.count, threads: threads) {
        returns(of: prices[$0].prices, on: sessions, kind: kind)
      })
  }

  /// The dates on which at least half of the series that span them have a price.
  public static func sessions(
    of prices: [(symbol: Symbol, prices: PriceSeries)]
  ) -> [Int64] {
    InferredSessions(
      Dictionary(prices.map { ($0.symbol, $0.prices) }, uniquingKeysWith: { first, _ in first }),
      share: 0.5
    ).sessions
  }

  /// The date of a session.
  func date(_ position: Int) -> Int { Int(sessions[position]) }
}

extension ReturnPanel {
  /// The sessions in a range of dates; the return of the first one is from the session before.
  public func within(_ dates: ClosedRange<CalendarDate>) -> ReturnPanel {
    let kept = sessions.indices.filter { dates.contains(CalendarDate(ordinal: date($0))) }
    guard let first = kept.first, let last = kept.last, kept.count < sessions.count else {
      return kept.isEmpty
        ? ReturnPanel(sessions: [], symbols: symbols, columns: symbols.map { _ in [] }) : self
    }
    return ReturnPanel(
      sessions: Array(sessions[first...last]), symbols: symbols,
      columns: columns.map { Array($0[first...last]) })
  }
}
