/// Bootstrap confidence intervals of a mean, from resampled events or whole clusters.
///
/// As many units as there are, are drawn with replacement; quantiles interpolate linearly between
/// order statistics (type 7 of Hyndman and Fan 1996, The American Statistician 50:361-365).
public struct BootstrapIntervals: Hashable, Sendable {
  /// The mean of all values.
  public let mean: Double
  /// Its standard error: cross-sectional with denominator n - 1, with clusters CR1.
  public let standardError: Double
  /// Quantiles of the resampled means (Efron 1979, Annals of Statistics 7:1-26).
  public let percentile: ClosedRange<Double>
  /// Bias-corrected and accelerated (Efron 1987, JASA 82:171-185), acceleration by the jackknife
  /// over units; nil where the correction is infinite.
  public let bca: ClosedRange<Double>?
  /// From resampled t statistics (Hall 1988, Annals of Statistics 16:927-953); nil where so many
  /// resamples had no variance that an end is infinite.
  public let studentized: ClosedRange<Double>?
  /// The standard deviation of the resampled means.
  public let resampledError: Double
  /// That the mean is zero: the resampled t statistics, which are centred, against the observed t.
  public let pValues: ResampledPValues

  /// Resamples one column; nil below two units or where these do not vary.
  ///
  /// `level` is the coverage aimed at, between 0 and 1. The result does not depend on `threads`.
  public init?(
    _ values: [Double], clusters: [Int32]? = nil, level: Double = 0.95, replicates: Int,
    seed: UInt64, threads: Int = 1
  ) {
    precondition(level > 0 && level < 1 && replicates > 0)
    let sample = ResamplingSample(columns: [values], clusters: clusters)
    guard let estimate = ClusteredMean(sample.columns[0]) else { return nil }
    mean = estimate.mean
    standardError = estimate.standardError
    let units = CentredUnits(sample.columns[0], mean: mean)
    var draws = units.resample(replicates, seed: seed, threads: threads)
    let correction = units.biasCorrection(draws.deviations)
    resampledError = draws.deviations.sampleDeviation ?? 0
    pValues = ResampledPValues(observed: estimate.t, drawn: draws.statistics)
    draws.deviations.sort()
    draws.statistics.sort()
    let tails = ((1 - level) / 2, (1 + level) / 2)
    let (mean, error) = (mean, standardError)
    let means = { (p: Double) in mean + Self.quantile(draws.deviations, p) }
    percentile = means(tails.0)...means(tails.1)
    bca = correction.flatMap { correction in
      guard let low = units.adjusted(tails.0, correction),
        let high = units.adjusted(tails.1, correction), low <= high
      else { return nil }
      return means(low)...means(high)
    }
    let low = mean - error * Self.quantile(draws.statistics, tails.1)
    let high = mean - error * Self.quantile(draws.statistics, tails.0)
    studentized = low.isFinite && high.isFinite ? low...high : nil
  }

  /// The type 7 quantile of ascending values.
  package static func quantile(_ ordered: [Double], _ p: Double) -> Double {
    let place = Double(ordered.count - 1) * p
    let lower = min(Int(place), ordered.count - 1)
    let upper = min(lower + 1, ordered.count - 1)
    let fraction = place - Double(lower)
    return ordered[lower] == ordered[upper]
      ? ordered[lower] : ordered[lower] + fraction * (ordered[upper] - ordered[lower])
  }
}

/// The units of a column as deviations from its mean, so that resampled means lose no digits.
private struct CentredUnits: Sendable {
  private let sums: [Double]
  private let sizes: [Double]
  /// Deviations of resampled means below this are those of the mean itself, but for rounding.
  private let tolerance: Double

  init(_ column: ResamplingColumn, mean: Double) {
    let present = zip(column.sums, column.sizes).filter { $0.1 > 0 }
    sizes = present.map(\.1)
    sums = present.map { $0.0 - $0.1 * mean }
    tolerance = 1e-12 * sums.reduce(0) { $0 + abs($1) } / column.values
  }

  /// The resampled means less the mean, and their t statistics, in the order of the replicates.
  func resample(_ replicates: Int, seed: UInt64, threads: Int) -> (
    deviations: [Double], statistics: [Double]
  ) {
    var deviations = [Double](repeating: 0, count: replicates)
    var statistics = deviations
    deviations.withUnsafeMutableBufferPointer { deviations in
      statistics.withUnsafeMutableBufferPointer { statistics in
        guard let first = deviations.baseAddress, let second = statistics.baseAddress
        else { return }
        let (means, ts) = (SharedPositions(first), SharedPositions(second))
        parallelChunks(replicates, threads: threads) { positions in
          for replicate in positions {
            var stream = RandomStream(seed: seed, substream: UInt64(replicate))
            (means[replicate], ts[replicate]) = draw(&stream)
          }
        }
      }
    }
    return (deviations, statistics)
  }

  private func draw(_ stream: inout RandomStream) -> (Double, Double) {
    let count = UInt64(sums.count)
    var (total, values, squares, cross, squaredSizes) = (0.0, 0.0, 0.0, 0.0, 0.0)
    sums.withUnsafeBufferPointer { sums in
      sizes.withUnsafeBufferPointer { sizes in
        for _ in 0..<count {
          let unit = Int(stream.integer(below: count))
          let (sum, size) = (sums[unit], sizes[unit])
          total += sum
          values += size
          squares += sum * sum
          cross += size * sum
          squaredSizes += size * size
        }
      }
    }
    let mean = total / values
    let rest = squares - 2 * mean * cross + mean * mean * squaredSizes
    // A resample of one unit only has no variance but for rounding.
    let deviations = rest > 1e-12 * squares ? rest : 0
    let units = Double(count)
    let error = (units / (units - 1) * deviations).squareRoot() / values
    return (mean, mean == 0 ? 0 : mean / error)
  }

  /// The normal quantile of the share of resampled means below the mean, ties counted half.
  func biasCorrection(_ deviations: [Double]) -> Double? {
    let below = deviations.count { $0 < -tolerance }
    let notAbove = deviations.count { $0 <= tolerance }
    let share = Double(below + notAbove) / Double(2 * deviations.count)
    guard share > 0, share < 1 else { return nil }
    return -NullDistribution.standardNormal.quantile(upperTail: share)
  }

  /// The probability whose quantile is the end of the BCa interval for `p`.
  func adjusted(_ p: Double, _ correction: Double) -> Double? {
    let shifted = correction - NullDistribution.standardNormal.quantile(upperTail: p)
    let denominator = 1 - acceleration * shifted
    guard denominator > 0 else { return nil }
    return NullDistribution.standardNormal.lowerTail(correction + shifted / denominator)
  }

  /// The skewness of the means without one unit each, over 6 and with opposite sign.
  private var acceleration: Double {
    let (total, values) = (sums.reduce(0, +), sizes.reduce(0, +))
    let without = zip(sums, sizes).map { (total - $0) / (values - $1) }
    let centre = without.reduce(0, +) / Double(without.count)
    let (squares, cubes) = without.reduce((0.0, 0.0)) { moments, value in
      let deviation = centre - value
      let square = deviation * deviation
      return (moments.0 + square, moments.1 + square * deviation)
    }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }
}
