import MarketData

/// The sessions, or bars, that the relative days of some events count, with what is the same for all
/// events on them: the market's returns and the factors.
struct SessionGrid: Sendable {
  /// Dates as `CalendarDate.ordinal`, or the starts of bars in epoch milliseconds; strictly rising.
  let sessions: [Int64]
  /// The bars behind the positions; `nil` for sessions.
  let blocks: BarBlocks?
  let market: Symbol
  /// The column of bars that the market series has none of, and the study needs.
  let marketLacks: Bars.Field?
  let context: ModelContext

  init(sessions: [Int64], market: Symbol, inputs: StudyInputs, spec: StudySpec) {
    self.sessions = sessions
    self.market = market
    blocks = nil
    let series = inputs.prices[market]
    marketLacks = series.flatMap(spec.missingField)
    context = ModelContext(
      sessionCount: sessions.count,
      marketReturns: marketLacks == nil
        ? series.map { SeriesValues($0, on: sessions, spec).values } : nil,
      factorColumns: factorColumns(inputs.factors, on: sessions))
  }

  /// A grid of bars.
  ///
  /// - Parameter series: The returns of the market; `nil` when it has none.
  init(_ blocks: BarBlocks, market: Symbol, _ series: BarSeries?) {
    sessions = blocks.starts
    self.market = market
    self.blocks = blocks
    marketLacks = nil
    context = ModelContext(
      sessionCount: sessions.count, marketReturns: series.map(blocks.returns), factorColumns: [])
  }

  /// The date of a session, or of a bar's, as `CalendarDate.ordinal`; `nil` outside the data.
  func date(at position: Int) -> Int64? {
    guard sessions.indices.contains(position) else { return nil }
    return blocks.map { $0.date(at: position) } ?? sessions[position]
  }

  /// The position of the first session on or after a date; `sessions.count` past the last.
  func position(onOrAfter date: CalendarDate) -> Int {
    sessions.partitioningIndex { $0 >= Int64(date.ordinal) }
  }
}

/// Values at rising dates laid out over rising sessions, missing where a session has none; dates
/// that are no session are passed over.
func spread(_ values: [Double], at dates: [Int64], over sessions: [Int64]) -> [Double] {
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
  package func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
