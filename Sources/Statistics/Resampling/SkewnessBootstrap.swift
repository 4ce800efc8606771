/// The bootstrap distribution of a statistic made of the standardized mean and the skewness.
///
/// Resamples may be smaller than the sample: of a quarter of it, Lyon, Barber and Tsai (1999,
/// Journal of Finance 54:165-201) draw them for their skewness-adjusted t.
public enum SkewnessBootstrap {
  /// The p-values of an observed statistic among those of resamples drawn with replacement.
  ///
  /// The statistic of a resample is `statistic(S, g, size)`: S is its mean less that of all values
  /// over its deviation, with size - 1; g is the mean cubed distance from its own mean over the
  /// deviation cubed. A resample without spread has an infinite statistic of the sign of its mean.
  /// Needs values, a size of two or more and some replicates.
  public static func pValues(
    of values: [Double], observed: Double, size: Int, replicates: Int, seed: UInt64,
    statistic: (_ standardizedMean: Double, _ skewness: Double, _ size: Double) -> Double
  ) -> ResampledPValues {
    precondition(!values.isEmpty && size > 1 && replicates > 0)
    let mean = values.mean ?? 0
    let centred = values.map { $0 - mean }
    let drawn = (0..<replicates).map { replicate -> Double in
      var stream = RandomStream(seed: seed, substream: UInt64(replicate))
      let sums = PowerSums(of: size, drawnFrom: centred, &stream)
      guard let (mean, skewness) = sums.standardized else {
        return sums.first == 0 ? 0 : sums.first < 0 ? -.infinity : .infinity
      }
      return statistic(mean, skewness, sums.count)
    }
    return ResampledPValues(observed: observed, drawn: drawn)
  }
}

/// The sums of the first three powers of drawn values.
private struct PowerSums {
  let count: Double
  private(set) var first = 0.0
  private var second = 0.0
  private var third = 0.0

  init(of size: Int, drawnFrom values: [Double], _ stream: inout RandomStream) {
    count = Double(size)
    values.withUnsafeBufferPointer { values in
      for _ in 0..<size {
        let value = values[Int(stream.integer(below: UInt64(values.count)))]
        let square = value * value
        first += value
        second += square
        third += square * value
      }
    }
  }

  /// The mean over the deviation, and the skewness; nil without spread but for rounding.
  var standardized: (mean: Double, skewness: Double)? {
    let mean = first / count
    let squares = second - mean * first
    guard squares > 1e-12 * second else { return nil }
    let cubes = third - 3 * mean * second + 2 * mean * mean * first
    let deviation = (squares / (count - 1)).squareRoot()
    return (mean / deviation, cubes / (count * deviation * deviation * deviation))
  }
}
