import Correlation
public import EventStudy
public import MarketData
import Store

/// Which returns are correlated.
public struct ReturnSelection: Sendable {
  /// The series, each once; none for every daily one.
  public var symbols: [Symbol] = []
  /// The series whose dates are the sessions; `nil` for the dates on which at least half of the
  /// series have a price.
  public var sessionsOf: Symbol?
  /// The first and last dates of returns.
  public var dates: ClosedRange<CalendarDate> = .always
  /// How returns are made of prices.
  public var returns = StudySpec.Returns()

  /// All daily series.
  public init() {}
}

extension ClosedRange<CalendarDate> {
  /// All dates.
  public static let always =
    CalendarDate(ordinal: Int(Int32.min) + 1)...CalendarDate(ordinal: Int(Int32.max))
}

extension ReactionDatabase {
  /// The returns of a selection, its symbols in the order in which they are asked for.
  ///
  /// - Parameters:
  ///   - selection: What is asked for; a symbol that is not there is an error.
  ///   - others: Further series, used where they are there.
  ///   - threads: The number of threads.
  func panel(_ selection: ReturnSelection, others: [Symbol] = [], threads: Int) throws
    -> ReturnPanel
  {
    let named = selection.symbols.isEmpty ? try symbols() : selection.symbols
    let wanted = (named + others).distinct()
    let extra = selection.sessionsOf.map { [$0] } ?? []
    let stored = try prices(
      of: (wanted + extra).distinct(), as: selection.returns.price, threads: threads)
    for symbol in selection.symbols + extra where stored[symbol] == nil {
      throw try missing(symbol)
    }
    let found = wanted.compactMap { symbol in
      stored[symbol].map { (symbol: symbol, prices: $0) }
    }
    guard !found.isEmpty else {
      throw Failure(
        .nothing, "no daily prices are imported; import some with: reaction import prices FILE")
    }
    let sessions =
      selection.sessionsOf.flatMap { stored[$0]?.dates } ?? ReturnPanel.sessions(of: found)
    return ReturnPanel(
      found, sessions: sessions, kind: selection.returns.kind, threads: threads
    ).within(selection.dates)
  }

  /// The daily prices of the symbols that have some.
  private func prices(of symbols: [Symbol], as price: StudySpec.Returns.Price, threads: Int) throws
    -> [Symbol: PriceSeries]
  {
    try bars(
      of: symbols, fields: price == .adjusted ? [.close, .adjustedClose] : [.close],
      threads: threads
    ).filter { $0.value.resolution == .daily }.mapValues {
      PriceSeries(
        dates: $0.times, close: $0[.close], adjustedClose: $0[.adjustedClose], as: price)
    }
  }

  private func missing(_ symbol: Symbol) throws -> any Error {
    guard try bars(of: symbol, fields: [.close]) == nil else {
      return Failure(
        .usage, "the series '\(symbol)' has intraday bars only; this needs daily ones")
    }
    return StoreError.unknownSymbol(symbol, nearest: try nearestSymbol(to: symbol))
  }
}

extension [Symbol] {
  /// Each symbol once, in the order of first appearance.
  func distinct() -> [Symbol] {
    var seen: Set<Symbol> = []
    return filter { seen.insert($0).inserted }
  }
}
