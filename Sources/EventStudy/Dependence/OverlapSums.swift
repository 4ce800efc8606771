import Foundation

/// What the overlapping pairs of a group add up to, on every day and window.
///
/// The correlation of two events' cumulated abnormal returns is rho o: rho of their estimation
/// residuals on common calendar days, o the calendar days their windows share over the root of
/// the product of their lengths.
struct OverlapSums {
  /// One day or window.
  struct Point: Sendable {
    /// The sum of rho o.
    var correlation = 0.0
    var pairs = 0
    var pairsWithoutEstimate = 0
    /// The sum of asin(rho o) - rho o over the picked pairs, and their number.
    var arc = 0.0
    var picked = 0

    static func += (sum: inout Point, other: Point) {
      sum.correlation += other.correlation
      sum.pairs += other.pairs
      sum.pairsWithoutEstimate += other.pairsWithoutEstimate
      sum.arc += other.arc
      sum.picked += other.picked
    }
  }

  /// The event days, then the windows.
  let points: [Point]

  /// - Parameter picking: Whether the arcs are summed.
  init(
    _ events: EventBundles, pointCount: Int, leastDays: Int, picking: Bool, threads: Int
  ) {
    let overlaps = Overlaps(events.bundles, pointCount: pointCount)
    let picks = picking ? Picks(overlaps.pairCounts(threads: threads)) : nil
    // The size of a piece decides how sums are grouped, so it must not depend on the threads.
    let size = 16
    let count = events.bundles.count
    let pieces = parallelMap((count + size - 1) / size, threads: threads) { piece in
      var sums = PieceSums(events, overlaps, picks, leastDays: leastDays)
      defer { sums.deallocate() }
      for bundle in piece * size..<min(count, (piece + 1) * size) { sums.add(bundle) }
      return sums.points
    }
    points = pieces.reduce(into: [Point](repeating: Point(), count: pointCount)) { sum, piece in
      for index in piece.indices { sum[index] += piece[index] }
    }
  }
}

/// The sums over the pairs of some bundles with themselves and with later ones.
private struct PieceSums {
  private(set) var points: [OverlapSums.Point]
  private let events: EventBundles
  private let overlaps: Overlaps
  private let picks: Picks?
  private var residuals: ResidualCorrelation
  private var shares: [Overlaps.Share] = []

  init(_ events: EventBundles, _ overlaps: Overlaps, _ picks: Picks?, leastDays: Int) {
    self.events = events
    self.overlaps = overlaps
    self.picks = picks
    points = Array(repeating: OverlapSums.Point(), count: overlaps.pointCount)
    residuals = ResidualCorrelation(events.residuals, leastDays: leastDays)
  }

  func deallocate() { residuals.deallocate() }

  mutating func add(_ a: Int) {
    var firstPair = picks?.firstPair[a] ?? 0
    for b in a..<overlaps.count {
      guard overlaps.mayOverlap(a, b) else { break }
      let pairs = overlaps.pairCount(a, b)
      guard pairs > 0 else { continue }
      overlaps.fill(&shares, a, b)
      guard !shares.isEmpty else { continue }
      addPairs(a, b, pairs, from: firstPair)
      firstPair += pairs
    }
  }

  private mutating func addPairs(_ a: Int, _ b: Int, _ pairs: Int, from firstPair: Int) {
    let isDefined = residuals.turn(to: a, b)
    let sum = isDefined ? residuals.sum() : 0
    let undefined = isDefined ? pairs - residuals.definedPairs : pairs
    for share in shares {
      points[share.point].correlation += sum * share.overlap
      points[share.point].pairs += pairs
      points[share.point].pairsWithoutEstimate += undefined
    }
    guard let picks else { return }
    let count = overlaps.sizes[b]
    var triangle = Triangle(count)
    picks.forEach(in: firstPair..<firstPair + pairs) { pair in
      let (i, j) = a == b ? triangle.place(of: pair) : (pair / count, pair % count)
      addArc(isDefined ? residuals.correlation(i, j) : 0)
    }
  }

  private mutating func addArc(_ correlation: Double) {
    var last = (overlap: 0.0, arc: 0.0)
    for share in shares {
      if share.overlap != last.overlap {
        let product = Self.withoutRounding(correlation * share.overlap)
        last = (share.overlap, asin(product) - product)
      }
      points[share.point].arc += last.arc
      points[share.point].picked += 1
    }
  }
}

extension PieceSums {
  /// The arcsine magnifies what rounding leaves of a correlation of one, so it is made one again.
  private static func withoutRounding(_ correlation: Double) -> Double {
    abs(correlation) > 1 - 1e-12 ? (correlation < 0 ? -1 : 1) : correlation
  }
}

/// The pairs i < j of some events, numbered row by row; places are asked for in rising order.
private struct Triangle {
  private let count: Int
  private var row = 0
  private var start = 0

  init(_ count: Int) { self.count = count }

  mutating func place(of pair: Int) -> (Int, Int) {
    while pair - start >= count - 1 - row {
      start += count - 1 - row
      row += 1
    }
    return (row, row + 1 + pair - start)
  }
}
