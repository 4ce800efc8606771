import EventStudy
import MarketData

/// Where a reaction's path begins and which prices are on it.
///
/// All prices before `reference` belong to the time before the news. The path is the first price
/// after the news, then the extremes of the bars from `firstBar` on, and the close of the last one.
struct PathRange: Sendable {
  /// The last price before the news (P0).
  let reference: Double
  /// The first price after the news.
  let firstPrice: Double
  /// When the path begins: the open, or the news; epoch milliseconds, 0 for daily bars.
  let start: Int64
  /// When the first price was seen.
  let firstTime: Int64
  /// Whether the first price is the close of a bar whose extremes may be older than the news.
  let splitsBar: Bool
  /// The bars whose extremes count, and the last of which ends the path; may be empty only when
  /// `splitsBar`.
  let bars: Range<Int>
}

extension AssetSessions {
  /// The path of a session from its open: the close before is the price before the news.
  func path(from session: Int, clock: SessionClock) throws(ReactionReason) -> PathRange {
    let entry = entries[session]
    if let problem = entry.problem { throw problem }
    if let problem = entry.priorProblem { throw problem }
    let isDaily = bars.resolution == .daily
    return PathRange(
      reference: entry.priorClose, firstPrice: bars.open[entry.bars.lowerBound],
      start: isDaily ? 0 : clock.opens[session],
      firstTime: isDaily ? 0 : bars.times[entry.bars.lowerBound], splitsBar: false,
      bars: entry.bars)
  }

  /// The path of a session from some milliseconds after its open.
  ///
  /// The price before the news is the close of the last bar that ended by then, else the session's
  /// opening price. The first price after it is the close of the bar in which the news fell: at that
  /// resolution nothing earlier is known to be later than the news.
  func path(from session: Int, after offset: Int64, clock: SessionClock)
    throws(ReactionReason) -> PathRange
  {
    let entry = entries[session]
    if let problem = entry.problem { throw problem }
    let news = clock.opens[session] + offset
    let first = bars.times[entry.bars].partitioningIndex { $0 + barLength > news }
    guard first < entry.bars.upperBound else { throw .noBarsAfterNews }
    let splits = bars.times[first] < news
    return PathRange(
      reference: first > entry.bars.lowerBound
        ? bars.close[first - 1] : bars.open[entry.bars.lowerBound],
      firstPrice: bars.close[first], start: news, firstTime: bars.times[first] + barLength,
      splitsBar: splits, bars: (splits ? first + 1 : first)..<entry.bars.upperBound)
  }

  /// The last price of a path.
  func lastPrice(of path: PathRange) -> Double {
    path.bars.isEmpty ? path.firstPrice : bars.close[path.bars.upperBound - 1]
  }
}
