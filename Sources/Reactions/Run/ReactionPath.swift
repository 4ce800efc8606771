import Foundation
import MarketData

/// The prices on the way of a reaction, as intraday bars show it.
public struct ReactionPath: Hashable, Sendable {
  /// A price and the time at which it was known.
  public struct Point: Hashable, Sendable {
    /// Epoch milliseconds: of a bar's close its end.
    public let time: Int64
    /// The price.
    public let price: Double
  }

  /// The last price before the news.
  public let reference: Double
  /// Epoch milliseconds at which the path begins: the open, or the news.
  public let start: Int64
  /// The first price after the news, then the close of every later bar.
  public let points: [Point]
}

extension ReactionPath {
  /// A row of table `reaction_paths`.
  struct Step {
    /// Epoch milliseconds; `nil` of the last price before the news.
    let time: Int64?
    /// From the start of the path; missing without a time.
    let minutes: Double
    let price: Double
    /// The logarithm of the price over the last one before the news.
    let change: Double
  }

  /// The last price before the news, then the points.
  var steps: [Step] {
    let before = Step(time: nil, minutes: .missing, price: reference, change: 0)
    return [before]
      + points.map {
        Step(
          time: $0.time, minutes: Double($0.time - start) / 60_000, price: $0.price,
          change: log($0.price / reference))
      }
  }
}

extension AssetSessions {
  /// The prices along a path of intraday bars; `nil` of daily ones, whose order within the day is not
  /// known.
  func prices(along path: PathRange) -> ReactionPath? {
    guard bars.resolution == .intraday else { return nil }
    let closes = path.bars.map {
      ReactionPath.Point(time: bars.times[$0] + barLength, price: bars.close[$0])
    }
    // The first price is the close of the first bar when the news fell on that bar's start.
    let first = ReactionPath.Point(time: path.firstTime, price: path.firstPrice)
    return ReactionPath(
      reference: path.reference, start: path.start,
      points: closes.first?.time == first.time ? closes : [first] + closes)
  }
}
