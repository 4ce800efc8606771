/// The permutation test of a sum: is it large among the sums of as many values of the pool?
///
/// When all values of the pool are exchangeable, every subset of its size is as likely to be the
/// observed one (Fisher 1935, The Design of Experiments; Nguyen and Wolf 2023, Empirical
/// Economics, for a single event).
public struct SubsetPermutation {
  /// The most subsets that are enumerated; beyond it subsets are drawn at random.
  public static let exactLimit = 2_000_000
  /// Sums closer than this share of the sum of absolute values tie.
  private static let tolerance = 1e-12

  private let pool: [Double]
  private let size: Int
  private let observed: Double
  private let margin: Double

  /// A pool whose first `size` values are the observed ones; nil unless 1 <= size <= pool.count.
  public init?(pool: [Double], size: Int) {
    guard (1...max(1, pool.count)).contains(size), !pool.isEmpty else { return nil }
    self.pool = pool
    self.size = size
    observed = pool[..<size].reduce(0, +)
    margin = Self.tolerance * pool.reduce(0) { $0 + abs($1) }
  }

  /// The p-values: exact when there are at most ``exactLimit`` subsets, else from `draws` random
  /// ones.
  public func pValues(draws: Int, seed: UInt64, substream: UInt64) -> ResampledPValues {
    if let count = subsetCount {
      var counts = ExtremeCounts()
      enumerate(from: 0, left: size, sum: 0, into: &counts)
      return ResampledPValues(counts, .all(count))
    }
    var stream = RandomStream(seed: seed, substream: substream)
    return ResampledPValues(draw(draws, &stream), .random(draws))
  }

  /// The number of subsets; nil beyond the limit.
  private var subsetCount: Int? {
    let chosen = min(size, pool.count - size)
    var count = 1
    for step in 0..<chosen {
      count = count * (pool.count - step) / (step + 1)
      if count > Self.exactLimit { return nil }
    }
    return count
  }

  private func enumerate(from first: Int, left: Int, sum: Double, into counts: inout ExtremeCounts)
  {
    if left == 1 {
      for index in first..<pool.count {
        counts.count(sum + pool[index], against: observed, tolerance: margin)
      }
      return
    }
    for index in first...(pool.count - left) {
      enumerate(from: index + 1, left: left - 1, sum: sum + pool[index], into: &counts)
    }
  }

  /// Shuffles the front of the pool anew for every draw; where a shuffle starts does not matter.
  private func draw(_ draws: Int, _ stream: inout RandomStream) -> ExtremeCounts {
    var counts = ExtremeCounts()
    var shuffled = pool
    shuffled.withUnsafeMutableBufferPointer { values in
      for _ in 0..<draws {
        var sum = 0.0
        for position in 0..<size {
          let other = position + Int(stream.integer(below: UInt64(values.count - position)))
          values.swapAt(position, other)
          sum += values[position]
        }
        counts.count(sum, against: observed, tolerance: margin)
      }
    }
    return counts
  }
}
