/// The Hodges-Lehmann estimate of the centre of symmetry (1963, Annals of Mathematical Statistics
/// 34:598-611): the median of the Walsh averages.
///
/// The n(n+1)/2 averages (x_i + x_j) / 2, i <= j, are never stored: the k-th smallest is found by
/// bisection over the doubles between the extremes, counting the averages below a candidate in one
/// walk along the sorted values. Memory O(n), time O(n log n) and at most 64 walks.
public struct HodgesLehmann: Hashable, Sendable {
  private let ordered: [Double]

  /// Prepares the averages of `values`; nil when there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    ordered = values.sorted()
  }

  /// The number of Walsh averages.
  public var count: Int { ordered.count * (ordered.count + 1) / 2 }

  /// The median of the Walsh averages; the mean of the two middle ones when their number is even.
  public var estimate: Double {
    guard count.isMultiple(of: 2) else { return walshAverage(rank: count / 2 + 1) }
    let lower = walshAverage(rank: count / 2)
    return (lower + successor(of: lower, rank: count / 2)) / 2
  }

  /// The average that follows the one of a rank: an equal one, or the smallest above it.
  private func successor(of average: Double, rank: Int) -> Double {
    if averages(upTo: average) > rank { return average }
    return ordered.withUnsafeBufferPointer { ordered in
      var (smallest, last) = (Double.infinity, ordered.count - 1)
      for first in ordered.indices {
        while last >= first, (ordered[first] + ordered[last]) / 2 > average { last -= 1 }
        let next = max(last + 1, first)
        if next < ordered.count { smallest = min(smallest, (ordered[first] + ordered[next]) / 2) }
      }
      return smallest
    }
  }

  /// The `rank`-th smallest Walsh average, counted from 1 to ``count``.
  public func walshAverage(rank: Int) -> Double {
    precondition((1...count).contains(rank))
    var low = key(ordered[0])
    var high = key(ordered[ordered.count - 1])
    while low < high {
      let middle = (low & high) + ((low ^ high) >> 1)
      if averages(upTo: value(middle)) >= rank { high = middle } else { low = middle + 1 }
    }
    return value(low) + 0
  }

  private func averages(upTo limit: Double) -> Int {
    ordered.withUnsafeBufferPointer { ordered in
      var total = 0
      var last = ordered.count - 1
      for first in ordered.indices {
        while last >= first, (ordered[first] + ordered[last]) / 2 > limit { last -= 1 }
        if last < first { break }
        total += last - first + 1
      }
      return total
    }
  }

  // The bits of a double as an integer in the order of the doubles; its own inverse.
  private func key(_ value: Double) -> Int64 { flip(Int64(bitPattern: value.bitPattern)) }

  private func value(_ key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: flip(key)))
  }

  private func flip(_ bits: Int64) -> Int64 { bits ^ ((bits >> 63) & Int64.max) }
}
