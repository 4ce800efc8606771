import Statistics

/// How far a move of the source moves another series, told apart by the days on which the source
/// moves more (Rigobon and Sack 2004, Journal of Monetary Economics 51:1553-1575).
///
/// On any day each series may move the other, and something else both. What a day of news adds is
/// variance of the source alone, so that
/// beta = (cov_event - cov_calm) / (var_event - var_calm)
/// holds neither. It is the instrumental variables estimate whose instrument is the source's own
/// deviation, divided by n - 1 on days of news and by -(n - 1) on calm days; its error below is the
/// one of that estimate that allows for days of different variance (White 1980).
struct HeteroskedasticImpact: Hashable, Sendable {
  /// The days of each kind.
  let counts: (calm: Int, event: Int)
  /// Slopes of least squares on calm days and on days of news.
  let slopes: (calm: Double, event: Double)
  /// The source's standard deviation on calm days and on days of news.
  let deviations: (calm: Double, event: Double)
  /// The impact, beta.
  let beta: Double
  /// Its standard error.
  let standardError: Double
  /// The F of the instrument in explaining the source, robust as the error is: below ten the
  /// variances differ too little to tell (Staiger and Stock 1997, Econometrica 65:557-586).
  let firstStageF: Double
  private let sums: InstrumentSums

  /// The impact of `x` on `y`.
  ///
  /// - Throws: `.tooFewDays` below four days of a kind, `.zeroVariance` when a series does not vary
  ///   on one of them, `.equalVariance` when the source varies exactly alike.
  init(calm: ([Double], [Double]), event: ([Double], [Double])) throws(Unavailable) {
    guard calm.0.count >= 4, event.0.count >= 4 else { throw .tooFewDays }
    let (quiet, news) = (Deviations(calm), Deviations(event))
    guard quiet.variance > 0, news.variance > 0, quiet.varies, news.varies else {
      throw .zeroVariance
    }
    counts = (calm.0.count, event.0.count)
    slopes = (quiet.covariance / quiet.variance, news.covariance / news.variance)
    deviations = (quiet.variance.squareRoot(), news.variance.squareRoot())
    guard news.variance != quiet.variance else { throw .equalVariance }
    let sums = InstrumentSums(calm: quiet, event: news)
    self.sums = sums
    beta = sums.y / sums.x
    standardError = (sums.squares(at: beta)).squareRoot() / abs(sums.x)
    firstStageF = sums.firstStageF
  }

  /// Values of beta that the test of Anderson and Rubin (1949, Annals of Mathematical Statistics
  /// 20:46-63) does not reject at 5%; `nil` when they have no end on some side.
  ///
  /// The interval keeps its level however little the variances differ, which that from the standard
  /// error does not.
  var interval: (low: Double, high: Double)? { sums.interval }

  static func == (a: Self, b: Self) -> Bool { a.sums == b.sums }
  func hash(into hasher: inout Hasher) { hasher.combine(sums) }
}

/// The deviations of two series from their means on days of one kind.
private struct Deviations {
  let x: [Double]
  let y: [Double]

  init(_ values: ([Double], [Double])) {
    let (meanX, meanY) = (values.0.mean ?? 0, values.1.mean ?? 0)
    x = values.0.map { $0 - meanX }
    y = values.1.map { $0 - meanY }
  }

  var freedom: Double { Double(x.count - 1) }
  var variance: Double { x.reduce(0) { $0 + $1 * $1 } / freedom }
  var covariance: Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / freedom }
  /// Whether the second series varies.
  var varies: Bool { y.contains { $0 != 0 } }
}

/// Sums of products with the instrument w over all days.
private struct InstrumentSums: Hashable {
  /// Of w x and of w y.
  let x: Double
  let y: Double
  /// Of w^2, and of w^2 x^2, w^2 x y, w^2 y^2, w^3 x and w^4.
  private var ww = 0.0
  private var wwxx = 0.0
  private var wwxy = 0.0
  private var wwyy = 0.0
  private var wwwx = 0.0
  private var wwww = 0.0

  init(calm: Deviations, event: Deviations) {
    x = event.variance - calm.variance
    y = event.covariance - calm.covariance
    add(event, sign: 1)
    add(calm, sign: -1)
  }

  private mutating func add(_ days: Deviations, sign: Double) {
    for (a, b) in zip(days.x, days.y) {
      let w = sign * a / days.freedom
      ww += w * w
      wwxx += w * w * a * a
      wwxy += w * w * a * b
      wwyy += w * w * b * b
      wwwx += w * w * w * a
      wwww += w * w * w * w
    }
  }

  /// The sum of w^2 (y - beta x)^2; zero where no more is left of it than rounding leaves.
  func squares(at beta: Double) -> Double {
    let squares = wwyy - 2 * beta * wwxy + beta * beta * wwxx
    return squares > 1e-12 * wwyy ? squares : 0
  }

  var firstStageF: Double {
    let slope = x / ww
    let squares = wwxx - 2 * slope * wwwx + slope * slope * wwww
    return x * x / squares
  }

  /// Where (sum w (y - b x))^2 <= z^2 sum w^2 (y - b x)^2, a parabola in b.
  var interval: (low: Double, high: Double)? {
    let z = NullDistribution.standardNormal.quantile(upperTail: 0.025)
    let square = x * x - z * z * wwxx
    guard square > 0 else { return nil }
    let middle = (x * y - z * z * wwxy) / square
    let radius = max(0, middle * middle - (y * y - z * z * wwyy) / square).squareRoot()
    return (middle - radius, middle + radius)
  }
}
