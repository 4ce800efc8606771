import Foundation

/// Positions in a series, drawn in blocks of geometrically distributed length from the series taken
/// as a circle (Politis and Romano 1994, Journal of the American Statistical Association
/// 89:1303-1313).
///
/// What happens at a position stays together, and neighbours mostly stay neighbours.
public struct StationaryBlocks: Sendable {
  /// The number of positions.
  public let count: Int
  @usableFromInline let chanceOfBlock: Double

  /// Blocks of positions in 0..<`count`, which is 1 or more, with a mean length of 1 or more.
  public init(count: Int, meanLength: Double) {
    precondition(count >= 1 && meanLength >= 1)
    self.count = count
    chanceOfBlock = 1 / meanLength
  }

  /// The mean block length that is taken when none is asked for: the cube root of the number of
  /// values, the order that minimises the error of a variance (Politis and White 2004, Econometric
  /// Reviews 23:53-70).
  public static func meanLength(for count: Int) -> Double {
    max(1, cbrt(Double(count)).rounded())
  }

  /// Calls `body` with a number of drawn positions, in their order.
  @inlinable
  public func forEach(
    _ number: Int, _ stream: inout RandomStream, _ body: (_ step: Int, _ position: Int) -> Void
  ) {
    var position = 0
    for step in 0..<number {
      position = next(after: position, isFirst: step == 0, &stream)
      body(step, position)
    }
  }

  @inlinable
  func next(after position: Int, isFirst: Bool, _ stream: inout RandomStream) -> Int {
    guard isFirst || stream.uniform() < chanceOfBlock else {
      return position + 1 == count ? 0 : position + 1
    }
    return Int(stream.integer(below: UInt64(count)))
  }
}
