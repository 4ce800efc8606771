/// The sign-flip (one-sample permutation) test that values are symmetric about zero.
///
/// Fisher (1935, The Design of Experiments, section 21). The statistic is the mean; under the null
/// hypothesis every value (with clusters, all values of a cluster together) is as likely with the
/// opposite sign.
public enum SignFlipTest {
  /// The most units for which all signs are enumerated.
  public static let exactLimit = 20
  /// Sums closer than this share of the sum of absolute values tie.
  static let tolerance = 1e-12

  /// The p-values of each column; nil where it has no value.
  ///
  /// Columns of up to ``exactLimit`` units are exact; the others take `replicates` draws, which are
  /// the same for all columns and for any number of threads.
  public static func pValues(
    _ sample: ResamplingSample, replicates: Int, seed: UInt64, threads: Int = 1
  ) -> [ResampledPValues?] {
    precondition(replicates > 0)
    let drawn = sample.columns.indices.filter { sample.columns[$0].units > Double(exactLimit) }
    var result = sample.columns.map { column in
      column.units > 0 && column.units <= Double(exactLimit) ? exact(column) : nil
    }
    let counts = counts(drawn, sample, replicates, seed, threads)
    for (index, counts) in zip(drawn, counts) {
      result[index] = ResampledPValues(counts, .random(replicates))
    }
    return result
  }

  private static func counts(
    _ selected: [Int], _ sample: ResamplingSample, _ replicates: Int, _ seed: UInt64,
    _ threads: Int
  ) -> [ExtremeCounts] {
    let sums = WeightedSums(
      sample: sample, weights: .rademacher, replicates: replicates, seed: seed,
      selected: selected, studentized: false)
    let tally = ColumnTally(sums, columns: sample.columnCount)
    let observed = sample.columns.map(\.total)
    let tolerances = sample.columns.map { column in
      tolerance * column.sums.reduce(0) { $0 + abs($1) }
    }
    sums.forEachChunk(threads: threads) { chunk in
      let (total, margin) = (observed[chunk.column], tolerances[chunk.column])
      var counts = ExtremeCounts()
      for index in 0..<chunk.replicates.count {
        counts.count(chunk.sums[index], against: total, tolerance: margin)
      }
      tally.record(counts, chunk)
    }
    return selected.map(tally.total)
  }

  /// All sums split into those of two halves of the values; pairs are counted by walking one half
  /// upwards and the other downwards (Horowitz and Sahni 1974, Journal of the ACM 21:277-292).
  private static func exact(_ column: ResamplingColumn) -> ResampledPValues {
    let values = zip(column.sums, column.sizes).filter { $0.1 > 0 }.map(\.0)
    let margin = tolerance * values.reduce(0) { $0 + abs($1) }
    let middle = values.count / 2
    let halves = (signedSums(values[..<middle]), signedSums(values[middle...]))
    let total = column.total
    let upper = count(halves, atLeast: total - margin)
    // The distribution is symmetric: as many sums lie at or below s as at or above -s.
    let lower = count(halves, atLeast: -total - margin)
    let threshold = abs(total) - margin
    let all = 1 << values.count
    let beyond = threshold > 0 ? 2 * count(halves, atLeast: threshold) : all
    return ResampledPValues(
      ExtremeCounts(lower: lower, upper: upper, twoSided: beyond), .all(all))
  }

  private static func signedSums(_ values: ArraySlice<Double>) -> [Double] {
    values.reduce(into: [0.0]) { sums, value in
      sums = sums.map { $0 + value } + sums.map { $0 - value }
    }.sorted()
  }

  private static func count(_ halves: ([Double], [Double]), atLeast limit: Double) -> Int {
    var number = 0
    var first = halves.1.count
    for sum in halves.0 {
      while first > 0, sum + halves.1[first - 1] >= limit { first -= 1 }
      number += halves.1.count - first
    }
    return number
  }
}

/// The extreme counts of each chunk and column, written by many threads and added in order.
final class ColumnTally: @unchecked Sendable {
  private let counts: UnsafeMutablePointer<ExtremeCounts>
  private let columns: Int
  private let chunks: Int

  init(_ sums: WeightedSums, columns: Int) {
    self.columns = columns
    chunks = sums.chunkCount
    counts = .allocate(capacity: max(1, chunks * columns))
    counts.initialize(repeating: ExtremeCounts(), count: chunks * columns)
  }

  deinit { counts.deallocate() }

  func record(_ value: ExtremeCounts, _ chunk: WeightedSums.Chunk) {
    counts[chunk.replicates.lowerBound / WeightedSums.chunkSize * columns + chunk.column] = value
  }

  func total(column: Int) -> ExtremeCounts {
    (0..<chunks).reduce(ExtremeCounts()) { $0 + counts[$1 * columns + column] }
  }
}
