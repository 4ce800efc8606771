/// The Hodges-Lehmann estimate of the centre of symmetry (1963, Annals of Mathematical Statistics
/// 34:598-611): the median of the Walsh averages.
///
/// The n(n+1)/2 averages (x_i + x_j) / 2, i <= j, are never all stored. The k-th smallest is
/// bracketed, first by the averages of a few evenly spaced values, then by halving; the averages
/// below a candidate are counted in one walk along the sorted values. When fewer are left in the
/// bracket than there are values, they are listed and the one is selected. Memory O(n), time
/// O(n log n), some ten walks.
public struct HodgesLehmann: Hashable, Sendable {
  private let ordered: [Double]

  /// Prepares the averages of `values`; nil when there are none.
  public init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    ordered = ascending(values)
  }

  /// The number of values.
  var valueCount: Int { ordered.count }

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
    var bracket = initialBracket(rank)
    var step = 0
    while bracket.countUpToHigh - bracket.countBelowLow > max(64, ordered.count / 2) {
      let (low, high) = (key(bracket.low), key(bracket.high))
      guard low < high else { return bracket.high + 0 }
      // Halving the distance is quick where averages are dense, halving the doubles never slow.
      let half = key(bracket.low + (bracket.high - bracket.low) / 2)
      let isInside = step < Self.halvings && half >= low && half < high
      let middle = isInside ? half : (low & high) + ((low ^ high) >> 1)
      let number = averages(upTo: value(middle))
      if number >= rank {
        (bracket.high, bracket.countUpToHigh) = (value(middle), number)
      } else {
        (bracket.low, bracket.countBelowLow) = (value(middle + 1), number)
      }
      step += 1
    }
    return select(rank - bracket.countBelowLow, in: bracket) + 0
  }

  /// Two values that enclose a Walsh average, with the numbers of averages they cut off.
  private struct Bracket {
    var low: Double
    var high: Double
    var countBelowLow: Int
    var countUpToHigh: Int
  }

  /// Below this many values their extremes are the bracket; above, it comes from as many of them.
  private static let subsampleSize = 400
  /// How far the share of averages below one of the few is from that below the same of all, in units
  /// of one in so few; less than this for normal, skewed, fat-tailed and two-peaked values.
  private static let margin = 0.2
  /// The steps after which the doubles are halved and not their distance.
  private static let halvings = 12

  private func initialBracket(_ rank: Int) -> Bracket {
    let all = Bracket(
      low: ordered[0], high: ordered[ordered.count - 1], countBelowLow: 0, countUpToHigh: count)
    guard ordered.count > 4 * Self.subsampleSize else { return all }
    let step = Double(ordered.count) / Double(Self.subsampleSize)
    let few = HodgesLehmann(
      ordered: (0..<Self.subsampleSize).map { ordered[Int((Double($0) + 0.5) * step)] })
    let share = Double(rank) / Double(count)
    let margin = Self.margin / Double(Self.subsampleSize)
    return narrowed(
      all, to: few.walshAverage(share: share - margin), few.walshAverage(share: share + margin),
      rank)
  }

  private init(ordered: [Double]) { self.ordered = ordered }

  private func walshAverage(share: Double) -> Double {
    walshAverage(rank: max(1, min(count, Int(share * Double(count)))))
  }

  private func narrowed(_ bracket: Bracket, to low: Double, _ high: Double, _ rank: Int) -> Bracket
  {
    var bracket = bracket
    let numbers = (averages(upTo: low), averages(upTo: high))
    if numbers.0 < rank {
      (bracket.low, bracket.countBelowLow) = (value(key(low) + 1), numbers.0)
    } else {
      (bracket.high, bracket.countUpToHigh) = (low, numbers.0)
    }
    if numbers.1 >= rank {
      if high < bracket.high { (bracket.high, bracket.countUpToHigh) = (high, numbers.1) }
    } else {
      (bracket.low, bracket.countBelowLow) = (value(key(high) + 1), numbers.1)
    }
    return bracket
  }

  /// The `rank`-th smallest of the averages in the bracket.
  private func select(_ rank: Int, in bracket: Bracket) -> Double {
    var inside: [Double] = []
    inside.reserveCapacity(bracket.countUpToHigh - bracket.countBelowLow)
    ordered.withUnsafeBufferPointer { ordered in
      var last = ordered.count - 1
      for first in ordered.indices {
        while last >= first, (ordered[first] + ordered[last]) / 2 > bracket.high { last -= 1 }
        var second = last
        while second >= first {
          let average = (ordered[first] + ordered[second]) / 2
          if average < bracket.low { break }
          inside.append(average)
          second -= 1
        }
      }
    }
    return inside.withUnsafeMutableBufferPointer { Moments.select(rank - 1, in: $0) }
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
