/// The line with the least sum of absolute residuals: the conditional median.
///
/// It passes through two of the points. From a line through one of them the best slope is a weighted
/// median, which names a second point, the next to turn about, until no turn lowers the sum: the
/// sum is convex, so that is its minimum (Wesolowsky 1981, Communications in Statistics B 10:479-491).
public struct LeastAbsoluteLine: Sendable {
  /// The line's value at zero.
  public let intercept: Double
  /// What the line rises by with one unit of x.
  public let slope: Double

  /// Fits y to x, of equal length.
  ///
  /// - Returns: `nil` when x does not vary.
  /// - Complexity: O(n log n) a turn, of which there are a few dozen.
  public init?(_ x: [Double], _ y: [Double]) {
    var pivot = Self.nearestToCentre(x, y)
    var best = Double.infinity
    var line: (intercept: Double, slope: Double)?
    while let turn = Self.turned(about: pivot, x, y) {
      let intercept = y[pivot] - turn.slope * x[pivot]
      let sum = zip(x, y).reduce(0) { $0 + abs($1.1 - intercept - turn.slope * $1.0) }
      // What rounding leaves is no progress.
      guard sum < best * (1 - 1e-14) else { break }
      (best, line, pivot) = (sum, (intercept, turn.slope), turn.point)
    }
    guard let line else { return nil }
    (intercept, slope) = line
  }

  private static func nearestToCentre(_ x: [Double], _ y: [Double]) -> Int {
    guard let centre = y.median else { return 0 }
    return y.indices.min { abs(y[$0] - centre) < abs(y[$1] - centre) } ?? 0
  }

  /// The best slope of a line through a point, and the other point on that line.
  private static func turned(about pivot: Int, _ x: [Double], _ y: [Double])
    -> (slope: Double, point: Int)?
  {
    guard x.indices.contains(pivot) else { return nil }
    let slopes = x.indices.filter { x[$0] != x[pivot] }.map { point in
      (
        slope: (y[point] - y[pivot]) / (x[point] - x[pivot]), weight: abs(x[point] - x[pivot]),
        point: point
      )
    }.sorted { ($0.slope, $0.point) < ($1.slope, $1.point) }
    let half = slopes.reduce(0) { $0 + $1.weight } / 2
    var passed = 0.0
    for entry in slopes {
      passed += entry.weight
      if passed >= half { return (entry.slope, entry.point) }
    }
    return nil
  }
}
