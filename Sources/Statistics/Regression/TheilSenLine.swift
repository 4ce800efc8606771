/// The line whose slope is the median of the slopes between all pairs of points, and whose intercept
/// is the median of what the slope leaves (Theil 1950, Indagationes Mathematicae 12; Sen 1968, Journal
/// of the American Statistical Association 63:1379-1389).
///
/// Up to 29% of the points may be anything.
public struct TheilSenLine: Sendable {
  /// The line's value at zero.
  public let intercept: Double
  /// What the line rises by with one unit of x.
  public let slope: Double

  /// More points than this have too many pairs to hold.
  public static let largestCount = 5_000

  /// Fits y to x, of equal length.
  ///
  /// - Returns: `nil` when x does not vary, or beyond ``largestCount`` points.
  public init?(_ x: [Double], _ y: [Double]) {
    guard x.count <= Self.largestCount else { return nil }
    var slopes: [Double] = []
    slopes.reserveCapacity(x.count * max(0, x.count - 1) / 2)
    for second in x.indices {
      for first in 0..<second where x[first] != x[second] {
        slopes.append((y[second] - y[first]) / (x[second] - x[first]))
      }
    }
    guard let slope = slopes.median,
      let intercept = zip(x, y).map({ $1 - slope * $0 }).median
    else { return nil }
    (self.intercept, self.slope) = (intercept, slope)
  }
}
