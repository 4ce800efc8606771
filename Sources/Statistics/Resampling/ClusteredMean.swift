/// What the t statistic of a weighted mean needs of a column, whatever the weights of its units.
///
/// With G units, sums X_g and sizes n_g, and weights v_g, the weighted values have the mean
/// m = S / n, S = sum v_g X_g, and the cluster-robust (CR1) standard error
/// se^2 = G / (G - 1) D / n^2 with D = sum (v_g X_g - n_g m)^2 = Q - 2 m R + m^2 N,
/// Q = sum v_g^2 X_g^2, R = sum v_g n_g X_g, N = sum n_g^2. With one value per unit this is the
/// cross-sectional t with denominator n - 1.
struct ClusteredMean: Sendable {
  /// The observed mean.
  let mean: Double
  /// Its standard error, positive.
  let standardError: Double
  /// The sum of the squared unit sums.
  let sumOfSquares: Double
  private let values: Double
  private let correction: Double
  private let squaredSizes: Double

  /// The observed t statistic.
  var t: Double { mean / standardError }

  /// Nil below two units, or where the units do not vary beyond the rounding of their sums.
  init?(_ column: ResamplingColumn) {
    guard column.units >= 2, let mean = column.mean else { return nil }
    self.mean = mean
    values = column.values
    correction = column.units / (column.units - 1)
    var (squares, squaredSizes, deviations) = (0.0, 0.0, 0.0)
    for (sum, size) in zip(column.sums, column.sizes) {
      let deviation = sum - size * mean
      squares += sum * sum
      squaredSizes += size * size
      deviations += deviation * deviation
    }
    guard deviations > 1e-28 * squares, deviations.isFinite else { return nil }
    sumOfSquares = squares
    self.squaredSizes = squaredSizes
    standardError = (correction * deviations).squareRoot() / values
  }

  /// The t statistic of weighted values; infinite where they have a mean but do not vary.
  @inline(__always)
  func t(sum: Double, squares: Double, cross: Double) -> Double {
    let mean = sum / values
    let deviations = squares - 2 * mean * cross + mean * mean * squaredSizes
    return sum == 0 ? 0 : sum / (correction * max(0, deviations)).squareRoot()
  }
}

/// Whether a drawn statistic is as extreme as the observed one.
///
/// Different signs can have the same statistic but for rounding, and such ties must count. Far
/// from zero a t statistic magnifies the rounding of its variance by its square, so statistics are
/// compared after t / sqrt(1 + t^2), which is a sum over the root of a sum of squares, rounds
/// evenly, and has the same order.
enum Extremeness {
  /// The difference on the scale from -1 to 1 below which statistics tie.
  static let tolerance = 1e-12

  @inline(__always)
  static func bounded(_ t: Double) -> Double {
    t.isInfinite ? (t < 0 ? -1 : 1) : t / (1 + t * t).squareRoot()
  }
}
