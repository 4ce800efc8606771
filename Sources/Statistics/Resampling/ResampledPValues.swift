/// P-values as shares of the resampled statistics at least as extreme as the observed one.
public struct ResampledPValues: Hashable, Sendable {
  /// How many resampled statistics there were.
  public enum Draws: Hashable, Sendable {
    /// Every possible one, so that the p-values are exact.
    case all(Int)
    /// A random sample. The observed statistic counts as one more: p = (1 + count) / (1 + draws)
    /// (Davison and Hinkley, 1997, Bootstrap Methods and their Application, section 4.2).
    case random(Int)
  }

  /// The share of T* <= T.
  public let lower: Double
  /// The share of T* >= T.
  public let upper: Double
  /// The share of |T*| >= |T|.
  public let twoSided: Double
  /// The number of T*.
  public let draws: Draws

  /// Turns counts of T* into shares.
  init(_ counts: ExtremeCounts, _ draws: Draws) {
    let (one, all) =
      switch draws {
      case .all(let number): (0.0, Double(number))
      case .random(let number): (1.0, Double(number + 1))
      }
    lower = (one + Double(counts.lower)) / all
    upper = (one + Double(counts.upper)) / all
    twoSided = (one + Double(counts.twoSided)) / all
    self.draws = draws
  }

  /// The p-values of an observed statistic among randomly drawn ones; none may be NaN.
  public init(observed: Double, drawn: [Double]) {
    var counts = ExtremeCounts()
    for value in drawn {
      counts.count(
        Extremeness.bounded(value), against: Extremeness.bounded(observed),
        tolerance: Extremeness.tolerance)
    }
    self.init(counts, .random(drawn.count))
  }

  /// The p-value against `alternative`.
  public subscript(alternative: Alternative) -> Double {
    switch alternative {
    case .twoSided: twoSided
    case .greater: upper
    case .less: lower
    }
  }
}

/// The numbers of resampled statistics at or beyond an observed one.
struct ExtremeCounts: Sendable {
  var lower = 0
  var upper = 0
  var twoSided = 0

  /// Counts one statistic; statistics closer than `tolerance` tie.
  @inline(__always)
  mutating func count(_ drawn: Double, against observed: Double, tolerance: Double) {
    lower &+= drawn <= observed + tolerance ? 1 : 0
    upper &+= drawn >= observed - tolerance ? 1 : 0
    twoSided &+= abs(drawn) >= abs(observed) - tolerance ? 1 : 0
  }

  static func + (left: Self, right: Self) -> Self {
    Self(
      lower: left.lower + right.lower, upper: left.upper + right.upper,
      twoSided: left.twoSided + right.twoSided)
  }
}
