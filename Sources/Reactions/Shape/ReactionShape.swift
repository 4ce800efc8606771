import EventStudy
import Foundation
import MarketData

/// How a price went after news: where it began, how far it got, and what was left at the end.
///
/// All changes are logarithms of price ratios. With P0 the last price before the news, P(t) the path
/// after it up to the session's close P_T, and s = 1 or -1 the direction, the peak is
/// P* = P0 exp(s max s ln(P(t)/P0)) and the fade ratio F = ln(P*/P_T) / ln(P*/P0): 0 when all of the
/// move held, 1 when the price came back to where it began, above 1 when it turned round.
public struct ReactionShape: Hashable, Sendable {
  /// A price and when it was reached first; `nil` where bars do not tell.
  public struct Point: Hashable, Sendable {
    /// The price.
    public let price: Double
    /// Epoch milliseconds: the start of the bar that reached it.
    public let time: Int64?
  }

  /// How long half of the move took to come undone.
  public enum HalfLife: Hashable, Sendable {
    /// Minutes from the peak.
    case minutes(Double)
    /// More minutes than there were left.
    case censored(Double)
  }

  /// The last price before the news (P0).
  public let reference: Double
  /// The change from the last price before the news to the first after it.
  public let gap: Double
  /// The change from the first price after the news to the close.
  public let openToClose: Double
  /// The change from the last price before the news to the close: the sum of the other two.
  public var closeToClose: Double { gap + openToClose }
  /// The direction by the rule; `nil` when it gives none.
  public internal(set) var direction: Direction?
  /// The furthest price in the direction: for a fall the lowest.
  public internal(set) var peak: Point?
  /// The furthest price the other way.
  public internal(set) var trough: Point?
  /// The part of the furthest move that was undone by the close; `nil` when there was no such move.
  public internal(set) var fadeRatio: Double?
  /// Minutes from the start of the path to the peak; `nil` for daily bars.
  public internal(set) var minutesToPeak: Double?
  /// When half of the furthest move was undone; `nil` for daily bars.
  public internal(set) var halfLife: HalfLife?
  /// How fast the price left the peak: the slope of least squares, per hour, of s ln(P(t)/P0) over
  /// the peak and the closes of the bars from it to the session's end; `nil` for daily bars and for
  /// fewer than three such prices.
  public internal(set) var reversalSlope: Double?
  /// Why direction or fade ratio are not defined.
  public internal(set) var problem: ReactionReason?

  /// The part of the furthest move that was left at the close.
  public var retention: Double? { fadeRatio.map { 1 - $0 } }
}

/// What is asked of every session of a series: the event's and the ordinary ones'.
struct ShapeQuestion: Hashable, Sendable {
  let rule: DirectionRule
  /// The minutes of rule `first`.
  let firstMinutes: Int
  /// The direction of rule `given`.
  let given: Direction?
}

extension AssetSessions {
  /// The shape of a path.
  func shape(of path: PathRange, _ question: ShapeQuestion) -> ReactionShape {
    let last = lastPrice(of: path)
    var shape = ReactionShape(
      reference: path.reference, gap: log(path.firstPrice / path.reference),
      openToClose: log(last / path.firstPrice))
    let extremes = Extremes(path, in: bars)
    do throws(ReactionReason) {
      let direction = try direction(of: path, shape, extremes, question)
      shape.direction = direction
      try measure(&shape, direction, extremes, path)
    } catch {
      shape.problem = error
    }
    return shape
  }

  private func direction(
    of path: PathRange, _ shape: ReactionShape, _ extremes: Extremes, _ question: ShapeQuestion
  ) throws(ReactionReason) -> Direction {
    let found =
      switch question.rule {
      case .gap: Direction(signOf: shape.gap)
      case .given: question.given
      case .first: try firstDirection(of: path, minutes: question.firstMinutes)
      case .exPost:
        Direction(
          signOf: log(extremes.highest.price / path.reference)
            + log(extremes.lowest.price / path.reference))
      }
    guard let found else { throw .noDirection }
    return found
  }

  /// The direction from the price before the news to the last one known some minutes later.
  private func firstDirection(of path: PathRange, minutes: Int) throws(ReactionReason)
    -> Direction?
  {
    guard bars.resolution == .intraday else { throw .needsIntradayBars }
    let end = path.start + Int64(minutes) * 60_000
    let next = bars.times[path.bars].partitioningIndex { $0 + barLength > end }
    if next > path.bars.lowerBound {
      return Direction(signOf: log(bars.close[next - 1] / path.reference))
    }
    guard path.splitsBar, path.firstTime <= end else { return nil }
    return Direction(signOf: log(path.firstPrice / path.reference))
  }

  private func measure(
    _ shape: inout ReactionShape, _ direction: Direction, _ extremes: Extremes, _ path: PathRange
  ) throws(ReactionReason) {
    let peak = extremes.furthest(direction)
    let trough = extremes.furthest(direction == .up ? .down : .up)
    let height = direction.sign * log(peak.price / path.reference)
    shape.trough = point(trough, path)
    guard height > 0 else { throw .noPeak }
    shape.peak = point(peak, path)
    shape.fadeRatio = direction.sign * log(peak.price / lastPrice(of: path)) / height
    guard let time = shape.peak?.time else { return }
    shape.minutesToPeak = Double(time - path.start) / 60_000
    shape.halfLife = halfLife(after: peak, at: time, direction, path)
    shape.reversalSlope = reversalSlope(after: peak, at: time, direction, path)
  }

  /// The slope of the path from the peak on. Of the bar of the peak the close is later.
  private func reversalSlope(
    after peak: Extremes.Place, at time: Int64, _ direction: Direction, _ path: PathRange
  ) -> Double? {
    let rest = (peak.bar ?? path.bars.lowerBound)..<path.bars.upperBound
    guard rest.count >= 2 else { return nil }
    // Both are zero at the peak, which adds to the number of prices alone.
    let count = Double(rest.count + 1)
    var (x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0)
    for bar in rest {
      let hours = Double(bars.times[bar] + barLength - time) / 3_600_000
      let move = direction.sign * log(bars.close[bar] / peak.price)
      (x, y, xx, xy) = (x + hours, y + move, xx + hours * hours, xy + hours * move)
    }
    let variation = xx - x * x / count
    return variation > 0 ? (xy - x * y / count) / variation : nil
  }

  private func point(_ place: Extremes.Place, _ path: PathRange) -> ReactionShape.Point {
    let time = place.bar.map { bars.times[$0] } ?? path.firstTime
    return ReactionShape.Point(
      price: place.price, time: bars.resolution == .daily ? nil : time)
  }

  /// The first time after the peak at which half of the move or less was left.
  ///
  /// Of the bar of the peak only the close is known to be later. No bar tells of less than its length.
  private func halfLife(
    after peak: Extremes.Place, at time: Int64, _ direction: Direction, _ path: PathRange
  ) -> ReactionShape.HalfLife {
    let sign = direction.sign
    let half = sign * (path.reference * peak.price).squareRoot()
    func minutes(to end: Int64) -> Double { Double(end - time) / 60_000 }
    if let bar = peak.bar, sign * bars.close[bar] <= half {
      return .minutes(minutes(to: bars.times[bar] + barLength))
    }
    let rest = (peak.bar.map { $0 + 1 } ?? path.bars.lowerBound)..<path.bars.upperBound
    let lowest = direction == .up ? bars.low : bars.high
    for bar in rest where sign * lowest[bar] <= half {
      return .minutes(minutes(to: max(bars.times[bar], time + barLength)))
    }
    let end = path.bars.last.map { bars.times[$0] + barLength } ?? path.firstTime
    return .censored(minutes(to: end))
  }
}
