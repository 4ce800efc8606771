public import Correlation
public import EventStudy
public import MarketData
import Store
public import Tables

extension Workflow {
  /// Which of two daily series moves first.
  ///
  /// - Parameters:
  ///   - returns: The two series and their returns.
  ///   - configure: Sets what is asked.
  /// - Throws: `Failure` when a series is not there or has too few returns.
  public func leadLag(_ returns: ReturnSelection, _ configure: (inout LeadLag) -> Void) throws
    -> TableSet
  {
    let panel = try reading { try $0.panel(returns, threads: threads) }
    var question = LeadLag(panel, pair: (0, 1))
    configure(&question)
    return try answering { () throws(PathProblem) in try question.tables(threads: threads) }
  }

  /// Which of two series of intraday prices moves first.
  ///
  /// - Parameters:
  ///   - symbols: The two series.
  ///   - dates: The first and last dates, in UTC.
  ///   - price: The price.
  ///   - longestGap: The longest time that a return may span, in seconds.
  ///   - configure: Sets what is asked.
  /// - Throws: `Failure` when a series is not there or the two share no date.
  public func clockLeadLag(
    _ symbols: (Symbol, Symbol), dates: ClosedRange<CalendarDate>,
    price: StudySpec.Returns.Price, longestGap: Int, _ configure: (inout ClockLeadLag) -> Void
  ) throws -> TableSet {
    let (x, y) = try reading { database in
      func series(_ symbol: Symbol) throws -> AsynchronousSeries {
        try database.asynchronous(symbol, dates, price, longestGap: Int64(longestGap) * 1000)
      }
      return (try series(symbols.0), try series(symbols.1))
    }
    var question = ClockLeadLag(x, y)
    configure(&question)
    return try answering { () throws(PathProblem) in try question.tables(threads: threads) }
  }

  private func answering(_ body: () throws(PathProblem) -> TableSet) throws -> TableSet {
    do { return try body() } catch { throw Failure(.nothing, error.description) }
  }
}

extension ReactionDatabase {
  fileprivate func asynchronous(
    _ symbol: Symbol, _ dates: ClosedRange<CalendarDate>, _ price: StudySpec.Returns.Price,
    longestGap: Int64
  ) throws -> AsynchronousSeries {
    let bars = try bars(
      of: [symbol], fields: [.close, .adjustedClose], resolution: .intraday, threads: 1)[symbol]
    guard let bars else {
      guard try self.bars(of: symbol, fields: [.close]) == nil else {
        throw Failure(
          .usage, "the series '\(symbol)' has daily bars only; leave out --intraday")
      }
      throw StoreError.unknownSymbol(symbol, nearest: try nearestSymbol(to: symbol))
    }
    let day: Int64 = 86_400_000
    let (first, last) = (Int64(dates.lowerBound.ordinal), Int64(dates.upperBound.ordinal))
    let kept = bars.times.indices.filter {
      bars.times[$0] >= first * day && bars.times[$0] < (last + 1) * day
    }
    let adjusted = bars[.adjustedClose]
    let prices = price == .adjusted && !adjusted.isEmpty ? adjusted : bars[.close]
    return AsynchronousSeries(
      symbol: symbol, times: kept.map { bars.times[$0] }, prices: kept.map { prices[$0] },
      longestGap: longestGap)
  }
}
