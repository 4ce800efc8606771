/// Which bundles of events share calendar days, on which event days and in which windows.
final class Overlaps: @unchecked Sendable {
  /// The overlap of two bundles on a day or in a window.
  struct Share {
    /// The position among the event days, then the windows.
    let point: Int
    /// The shared calendar days over the root of the product of both numbers of valid days.
    let overlap: Double
  }

  /// The number of bundles.
  let count: Int
  let pointCount: Int
  /// The events of every bundle.
  let sizes: UnsafeMutablePointer<Int>
  private let dayCount: Int
  private let windowCount: Int
  /// The calendar day of every bundle and event day.
  private let days: UnsafeMutablePointer<Int>
  /// The calendar days of every bundle and window.
  private let windows: UnsafeMutablePointer<DayMask?>
  /// The first and the last calendar day of every bundle.
  private let spans: UnsafeMutablePointer<ClosedRange<Int>>

  init(_ bundles: [EventBundles.Bundle], pointCount: Int) {
    (count, self.pointCount) = (bundles.count, pointCount)
    dayCount = bundles.first?.days.count ?? 0
    windowCount = bundles.first?.windows.count ?? 0
    sizes = .allocate(capacity: max(1, count))
    days = .allocate(capacity: max(1, count * dayCount))
    windows = .allocate(capacity: max(1, count * windowCount))
    spans = .allocate(capacity: max(1, count))
    for (index, bundle) in bundles.enumerated() {
      sizes[index] = bundle.count
      spans[index] = bundle.span
      for (day, value) in bundle.days.enumerated() { days[index * dayCount + day] = value }
      for (window, values) in bundle.windows.enumerated() {
        windows[index * windowCount + window] = DayMask(values)
      }
    }
  }

  deinit {
    for index in 0..<count * windowCount { windows[index]?.deallocate() }
    sizes.deallocate()
    days.deallocate()
    windows.deallocate()
    spans.deallocate()
  }

  /// Whether a bundle or any after it can share a day with an earlier one.
  func mayOverlap(_ a: Int, _ b: Int) -> Bool { spans[b].lowerBound <= spans[a].upperBound }

  /// The pairs of two bundles' events, or of one bundle's.
  func pairCount(_ a: Int, _ b: Int) -> Int {
    a == b ? sizes[a] * (sizes[a] - 1) / 2 : sizes[a] * sizes[b]
  }

  /// Collects the days and windows on which two bundles overlap.
  func fill(_ shares: inout [Share], _ a: Int, _ b: Int) {
    shares.removeAll(keepingCapacity: true)
    let (left, right) = (days + a * dayCount, days + b * dayCount)
    for point in 0..<dayCount
    where left[point] == right[point] && left[point] != EventBundles.Bundle.absent {
      shares.append(Share(point: point, overlap: 1))
    }
    let (first, second) = (windows + a * windowCount, windows + b * windowCount)
    for index in 0..<windowCount {
      guard let left = first[index], let right = second[index] else { continue }
      let common = left.commonCount(with: right)
      guard common > 0 else { continue }
      let overlap = Double(common) / Double(left.count * right.count).squareRoot()
      shares.append(Share(point: dayCount + index, overlap: overlap))
    }
  }

  /// For every bundle, the pairs with itself and with later ones that overlap anywhere.
  func pairCounts(threads: Int) -> [Int] {
    parallelMap(count, threads: threads) { a in
      var shares: [Share] = []
      var found = 0
      for b in a..<count {
        guard mayOverlap(a, b) else { break }
        let pairs = pairCount(a, b)
        guard pairs > 0 else { continue }
        fill(&shares, a, b)
        if !shares.isEmpty { found += pairs }
      }
      return found
    }
  }
}

/// All overlapping pairs of events when they are few, else some evenly spaced in their order.
struct Picks: Sendable {
  /// The most pairs of which all are picked.
  static let limit = 250_000
  /// The number that is picked of more.
  static let sampleSize = 25_000

  /// The number of the first pair of every bundle.
  let firstPair: [Int]
  private let total: Int
  private let count: Int

  /// - Parameter pairCounts: The overlapping pairs of every bundle with itself and later ones.
  init(_ pairCounts: [Int]) {
    var total = 0
    firstPair = pairCounts.map { pairs in
      defer { total += pairs }
      return total
    }
    self.total = total
    count = total <= Self.limit ? total : Self.sampleSize
  }

  /// Calls `body` with the picked pairs of a range, counted from its start.
  func forEach(in pairs: Range<Int>, _ body: (Int) -> Void) {
    var pick = (pairs.lowerBound * count + total - 1) / total
    while pick < count, pick * total / count < pairs.upperBound {
      body(pick * total / count - pairs.lowerBound)
      pick += 1
    }
  }
}
