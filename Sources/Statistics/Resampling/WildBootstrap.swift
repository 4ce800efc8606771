/// The wild bootstrap t test that means are zero.
///
/// The null hypothesis is imposed: y*_i = v_i y_i, with v of mean 0 and variance 1 drawn for each
/// event or, with clusters, each cluster (Wu 1986, Annals of Statistics 14:1261-1295; Liu 1988;
/// Cameron, Gelbach and Miller 2008, Review of Economics and Statistics 90:414-427). Observed and
/// starred means are divided by their standard errors: the cross-sectional one, with clusters CR1.
public struct WildBootstrap: Sendable {
  /// The test of one column.
  public struct Test: Hashable, Sendable {
    /// The observed mean.
    public let mean: Double
    /// Its standard error: cross-sectional with denominator n - 1, with clusters CR1.
    public let standardError: Double
    /// The observed t statistic, mean over standard error.
    public let statistic: Double
    /// Shares of the starred t statistics at least as extreme.
    public let pValues: ResampledPValues
  }

  /// The test of each column; nil where it has fewer than two units or these do not vary.
  public let tests: [Test?]
  /// |t*| of every replicate and column for tests of all columns together; nil unless kept.
  public let draws: StatisticDraws?

  /// Draws `replicates` weights of all units and tests every column with them.
  ///
  /// The results do not depend on `threads`. `keepsDraws` keeps 8 bytes for each replicate and
  /// column.
  public init(
    _ sample: ResamplingSample, weights: WildWeights = .rademacher, replicates: Int, seed: UInt64,
    threads: Int = 1, keepsDraws: Bool = false
  ) {
    precondition(replicates > 0)
    let means = sample.columns.map { ClusteredMean($0) }
    let sums = WeightedSums(
      sample: sample, weights: weights, replicates: replicates, seed: seed,
      selected: means.indices.filter { means[$0] != nil }, studentized: true)
    let tally = ColumnTally(sums, columns: means.count)
    var kept = [Double](repeating: 0, count: keepsDraws ? replicates * means.count : 0)
    kept.withUnsafeMutableBufferPointer { kept in
      let matrix = kept.baseAddress.flatMap { keepsDraws ? SharedPositions($0) : nil }
      sums.forEachChunk(threads: threads) { chunk in
        guard let mean = means[chunk.column] else { return }
        tally.record(Self.counts(chunk, mean, matrix, means.count), chunk)
      }
    }
    draws = keepsDraws ? StatisticDraws(absolute: kept, columnCount: means.count) : nil
    tests = means.enumerated().map { index, mean in
      mean.map {
        Test(
          mean: $0.mean, standardError: $0.standardError, statistic: $0.t,
          pValues: ResampledPValues(tally.total(column: index), .random(replicates)))
      }
    }
  }

  private static func counts(
    _ chunk: WeightedSums.Chunk, _ mean: ClusteredMean, _ matrix: SharedPositions<Double>?,
    _ columns: Int
  ) -> ExtremeCounts {
    let observed = Extremeness.bounded(mean.t)
    var counts = ExtremeCounts()
    for (index, replicate) in chunk.replicates.enumerated() {
      let t = mean.t(
        sum: chunk.sums[index], squares: chunk.squares[index], cross: chunk.cross[index])
      counts.count(
        Extremeness.bounded(t), against: observed, tolerance: Extremeness.tolerance)
      matrix?[replicate * columns + chunk.column] = abs(t)
    }
    return counts
  }
}

/// The absolute values of resampled statistics: a row for each replicate, a column for each test.
///
/// The statistics of a row come from the same draw, so a row keeps their dependence.
public struct StatisticDraws: Sendable {
  /// |t*|, rows contiguous; infinite where a draw had no variance.
  public let absolute: [Double]
  /// The number of tests.
  public let columnCount: Int
  /// The number of draws.
  public let replicateCount: Int

  /// Takes a matrix whose rows have `columnCount` elements, none of them NaN or negative.
  public init(absolute: [Double], columnCount: Int) {
    precondition(columnCount >= 0 && absolute.count.isMultiple(of: max(1, columnCount)))
    self.absolute = absolute
    self.columnCount = columnCount
    replicateCount = columnCount == 0 ? 0 : absolute.count / columnCount
  }
}
