import Foundation
import MarketData

/// The sessions that the relative days of some events count, with what is the same for all
/// events on them: the market's returns and the factors.
struct SessionGrid: Sendable {
  /// Dates as `CalendarDate.ordinal`, strictly rising.
  let sessions: [Int64]
  let market: Symbol
  let context: ModelContext

  init(sessions: [Int64], market: Symbol, inputs: StudyInputs, kind: StudySpec.Returns.Kind) {
    self.sessions = sessions
    self.market = market
    context = ModelContext(
      sessionCount: sessions.count,
      marketReturns: inputs.prices[market].map { returns(of: $0, on: sessions, kind: kind) },
      factorColumns: factorColumns(inputs.factors, on: sessions))
  }

  /// The position of the first session on or after a date; `sessions.count` past the last.
  func position(onOrAfter date: CalendarDate) -> Int {
    sessions.partitioningIndex { $0 >= Int64(date.ordinal) }
  }
}

/// Returns between adjacent sessions.
///
/// A session without a price has no return and neither has the session after it: a return over
/// two sessions must never stand beside a market return over one. A price that is not positive
/// counts as missing.
package func returns(of series: PriceSeries, on sessions: [Int64], kind: StudySpec.Returns.Kind) -> [Double]
{
  returns(of: series.prices(on: sessions), kind: kind)
}

/// Returns between adjacent prices of adjacent sessions.
func returns(of prices: [Double], kind: StudySpec.Returns.Kind) -> [Double] {
  let isSimple = kind == .simple
  return [Double](unsafeUninitializedCapacity: prices.count) { result, count in
    count = prices.count
    var previous = Double.missing
    for (t, price) in prices.enumerated() {
      let ratio = previous > 0 && price > 0 ? price / previous : .missing
      result.initializeElement(at: t, to: isSimple ? ratio - 1 : log(ratio))
      previous = price
    }
  }
}

extension PriceSeries {
  /// The prices of the given sessions; dates that are no session are passed over.
  func prices(on sessions: [Int64]) -> [Double] {
    spread(prices, at: dates, over: sessions)
  }
}

/// Values at rising dates laid out over rising sessions, missing where a session has none.
private func spread(_ values: [Double], at dates: [Int64], over sessions: [Int64]) -> [Double] {
  // Most series have a value in every session, and no others; they are shared, not copied.
  if dates == sessions { return values }
  var result = [Double](repeating: .missing, count: sessions.count)
  var next = 0
  for (t, session) in sessions.enumerated() {
    while next < dates.count, dates[next] < session { next += 1 }
    if next < dates.count, dates[next] == session { result[t] = values[next] }
  }
  return result
}

private func factorColumns(_ factors: FactorSet?, on sessions: [Int64])
  -> [(name: String, values: [Double])]
{
  guard let factors else { return [] }
  let dates = factors.dates.map { Int64($0.ordinal) }
  return factors.factors.map {
    (FactorSet.key($0.name), spread($0.values, at: dates, over: sessions))
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first position whose element satisfies a predicate that is false, then true.
  func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
