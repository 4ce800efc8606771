import Foundation
import MarketData

/// Returns between adjacent prices of adjacent sessions.
///
/// A session without a price has no return and neither has the session after it: a return over
/// two sessions must never stand beside a market return over one. A price that is not positive
/// counts as missing.
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

/// Returns of a series between adjacent sessions of others.
package func returns(
  of series: PriceSeries, on sessions: [Int64], kind: StudySpec.Returns.Kind
) -> [Double] {
  returns(of: spread(series.prices, at: series.dates, over: sessions), kind: kind)
}

/// Returns from one price of each session to another, of which both must be positive.
func returns(from starts: [Double], to ends: [Double], kind: StudySpec.Returns.Kind) -> [Double] {
  zip(starts, ends).map { start, end in
    let ratio = start > 0 && end > 0 ? end / start : .missing
    return kind == .simple ? ratio - 1 : log(ratio)
  }
}

extension StudySpec.Returns.Interval {
  /// Whether returns start or end with an open.
  var usesOpens: Bool { self != .closeToClose }
}

extension StudySpec {
  /// Whether values of adjacent sessions compound to the return of holding the security: they are
  /// simple returns, and each starts where the one before ended.
  var valuesCompound: Bool {
    measure == .return && returns.kind == .simple
      && (returns.interval == .closeToClose || returns.interval == .openToOpen)
  }
}
