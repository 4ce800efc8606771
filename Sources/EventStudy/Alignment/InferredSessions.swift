package import MarketData

/// The sessions that a study's own prices show: a date is one when enough of its series have a
/// price on it.
package struct InferredSessions: Sendable {
  /// A date with some prices that are too few for a session.
  struct LeftOut: Hashable, Sendable {
    let date: Int64
    let priced: Int
    let series: Int
  }

  /// The sessions as `CalendarDate.ordinal`, strictly rising.
  package let sessions: [Int64]
  /// The dates that have prices and are no sessions, strictly rising.
  let leftOut: [LeftOut]
  /// How many sessions lack the price of a series whose prices span them.
  let incompleteCount: Int

  /// Counts, on every date, the series with a price among those whose first and last prices
  /// enclose the date: a stock listed later is no argument against an early session.
  package init(_ prices: [Symbol: PriceSeries], share: Double) {
    let counts = PriceCounts(prices)
    var (sessions, leftOut, incompleteCount) = ([Int64](), [LeftOut](), 0)
    var series = 0
    for (day, priced) in counts.priced.enumerated() {
      series += counts.begun[day]
      defer { series -= counts.ended[day] }
      let date = counts.first + Int64(day)
      guard priced > 0 else { continue }
      // The slack keeps 60% of 5 series at three of them.
      guard Double(priced) >= share * Double(series) - 1e-9 else {
        leftOut.append(LeftOut(date: date, priced: priced, series: series))
        continue
      }
      sessions.append(date)
      incompleteCount += priced < series ? 1 : 0
    }
    (self.sessions, self.leftOut, self.incompleteCount) = (sessions, leftOut, incompleteCount)
  }
}

/// How many series have a price, begin and end on each date from the first of all.
private struct PriceCounts {
  let first: Int64
  private(set) var priced: [Int]
  private(set) var begun: [Int]
  private(set) var ended: [Int]

  init(_ prices: [Symbol: PriceSeries]) {
    let firsts = prices.values.compactMap(\.dates.first)
    let lasts = prices.values.compactMap(\.dates.last)
    first = firsts.min() ?? 0
    let count = lasts.max().map { Int($0 - (firsts.min() ?? 0)) + 1 } ?? 0
    priced = [Int](repeating: 0, count: count)
    begun = priced
    ended = priced
    for series in prices.values { add(series) }
  }

  private mutating func add(_ series: PriceSeries) {
    var (start, end): (Int?, Int) = (nil, 0)
    for (date, price) in zip(series.dates, series.prices) where !price.isMissing {
      let day = Int(date - first)
      priced[day] += 1
      start = start ?? day
      end = day
    }
    guard let start else { return }
    begun[start] += 1
    ended[end] += 1
  }
}
