/// A test of two means that moves the labels of the values, within blocks alone.
///
/// What the values of a block have in common, such as the day they belong to, is so in every draw
/// (Pesarin and Salmaso 2010, Permutation Tests for Complex Data, section 1.9).
public struct LabelPermutation: Sendable {
  private let values: [Double]
  /// The values of blocks in which both labels occur, one block after the other, and the number of
  /// first labels in each.
  private let blocks: [(values: Range<Int>, first: Int)]
  /// The sum over the first label's values of all other blocks.
  private let fixedSum: Double
  private let total: Double
  private let counts: (first: Double, second: Double)
  private let observed: Double

  /// Values with their labels and blocks; nil when no block has both labels, or values are equal.
  ///
  /// - Parameters:
  ///   - values: The values.
  ///   - isFirst: Whether each has the first label.
  ///   - blocks: The block of each.
  public init?(_ values: [Double], isFirst: [Bool], blocks: [Int]) {
    guard let deviation = values.sampleDeviation, deviation > 0, let centre = values.mean else {
      return nil
    }
    // In units of their spread about their mean, so that ties can be told from differences.
    let scaled = values.map { ($0 - centre) / deviation }
    let members = Dictionary(grouping: values.indices) { blocks[$0] }
    var (kept, ranges, fixed) = ([Double](), [(values: Range<Int>, first: Int)](), 0.0)
    for block in members.keys.sorted() {
      guard let positions = members[block] else { continue }
      let first = positions.filter { isFirst[$0] }
      if first.isEmpty || first.count == positions.count {
        fixed += first.reduce(0) { $0 + scaled[$1] }
      } else {
        ranges.append((kept.count..<kept.count + positions.count, first.count))
        kept += positions.map { scaled[$0] }
      }
    }
    guard !ranges.isEmpty else { return nil }
    let firstCount = isFirst.count { $0 }
    self.values = kept
    self.blocks = ranges
    fixedSum = fixed
    total = scaled.reduce(0, +)
    counts = (Double(firstCount), Double(values.count - firstCount))
    let sum = scaled.indices.reduce(0) { $0 + (isFirst[$1] ? scaled[$1] : 0) }
    observed = Self.difference(sum, total, counts)
  }

  /// The p-values of the difference of means among random labellings; the same for the same seed on
  /// any number of threads.
  public func pValues(replicates: Int, seed: UInt64, threads: Int) -> ResampledPValues {
    let drawn = [Double](unsafeUninitializedCapacity: replicates) { buffer, count in
      count = replicates
      guard let base = buffer.baseAddress else { return }
      let results = SharedPositions(base)
      parallelChunks(replicates, threads: threads) { positions in
        var copy = values
        for position in positions {
          var random = RandomStream(seed: seed, substream: UInt64(position))
          results[position] = draw(from: &copy, &random)
        }
      }
    }
    return ResampledPValues(observed: observed, drawn: drawn)
  }

  /// The difference of means when each block's first labels fall on values at random.
  private func draw(from copy: inout [Double], _ random: inout RandomStream) -> Double {
    var sum = fixedSum
    // Every draw starts from the same order, so that it depends on its number alone.
    for index in values.indices { copy[index] = values[index] }
    for block in blocks {
      for place in block.values.prefix(block.first) {
        let left = UInt64(block.values.upperBound - place)
        copy.swapAt(place, place + Int(random.integer(below: left)))
        sum += copy[place]
      }
    }
    return Self.difference(sum, total, counts)
  }

  private static func difference(
    _ sum: Double, _ total: Double, _ counts: (first: Double, second: Double)
  ) -> Double {
    sum / counts.first - (total - sum) / counts.second
  }
}
