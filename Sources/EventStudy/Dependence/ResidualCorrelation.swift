/// The correlations of the residuals of two bundles of events on the days all of them have.
///
/// With z the residuals of an event centred and scaled to unit length, a correlation is the
/// product of two z, so the sum over the pairs of two bundles is the product of two sums.
/// Each thread has its own.
struct ResidualCorrelation {
  private let source: ResidualBundles
  /// The least number of common days of a correlation.
  private let leastDays: Int
  private var left: Side
  private var right: Side
  /// One on the common days, zero on others.
  private let weights: UnsafeMutablePointer<Double>
  /// The correlations of few pairs, second event by second event of a first one; not those of many.
  private let listed: UnsafeMutablePointer<Double>
  private var isListed = false
  private var isWithinOne = false
  private var commonDays = 0
  /// The days from the first common one to the last.
  private var span = 0

  init(_ source: ResidualBundles, leastDays: Int) {
    self.source = source
    self.leastDays = leastDays
    let largest = source.largest
    (left, right) = (Side(largest), Side(largest))
    weights = .allocate(capacity: max(1, largest.days))
    listed = .allocate(capacity: max(1, 4 * largest.members))
  }

  func deallocate() {
    left.deallocate()
    right.deallocate()
    weights.deallocate()
    listed.deallocate()
  }

  /// Turns to the pairs of two bundles, or of one bundle with itself; says whether they have
  /// enough common days.
  mutating func turn(to a: Int, _ b: Int) -> Bool {
    let (x, y) = (source.bundles[a], source.bundles[b])
    let first = max(x.days.first, y.days.first)
    let last = min(x.days.last, y.days.last)
    guard last - first + 1 >= leastDays else { return false }
    (isWithinOne, isListed) = (a == b, false)
    commonDays = isWithinOne ? x.days.count : x.days.commonCount(with: y.days)
    guard commonDays >= leastDays else { return false }
    span = last - first + 1
    // Residuals on days that only one bundle has must not enter its moments.
    let leftHasMore = x.days.count(in: first...last) != commonDays
    let rightHasMore = y.days.count(in: first...last) != commonDays
    if leftHasMore || rightHasMore { fillWeights(x.days, y.days, first) }
    left.scale(source, x, from: first, span, days: commonDays, leftHasMore ? weights : nil)
    guard !isWithinOne else { return true }
    right.scale(source, y, from: first, span, days: commonDays, rightHasMore ? weights : nil)
    return true
  }

  private func fillWeights(_ x: DayMask, _ y: DayMask, _ first: Int) {
    for day in 0..<span {
      weights[day] = x.contains(first + day) && y.contains(first + day) ? 1 : 0
    }
  }

  /// The pairs that have a correlation: those of events whose residuals vary on the common days.
  var definedPairs: Int {
    isWithinOne ? left.varying * (left.varying - 1) / 2 : left.varying * right.varying
  }

  /// The sum of the correlations of all pairs.
  mutating func sum() -> Double {
    let n = Double(commonDays)
    if isWithinOne {
      guard left.members.count > 1 else { return 0 }
      let mean = left.add(source, span)
      let square = VectorSums.dot(left.sum, left.sum, count: span) - n * mean * mean
      return (square - Double(left.varying)) / 2
    }
    let (p, q) = (left.members.count, right.members.count)
    // Few pairs are as cheap one by one.
    guard p * q > 2 * (p + q) else { return sumOneByOne(p, q) }
    let means = (left.add(source, span), right.add(source, span))
    return VectorSums.dot(left.sum, right.sum, count: span) - n * means.0 * means.1
  }

  private mutating func sumOneByOne(_ p: Int, _ q: Int) -> Double {
    var total = 0.0
    for i in 0..<p {
      for j in 0..<q {
        listed[i * q + j] = correlation(i, j)
        total += listed[i * q + j]
      }
    }
    isListed = true
    return total
  }

  /// The correlation of the events at two places of the bundles; 0 where it is undefined.
  func correlation(_ i: Int, _ j: Int) -> Double {
    // The arcs ask for each correlation again.
    if isListed { return listed[i * right.members.count + j] }
    let other = isWithinOne ? left : right
    let product = VectorSums.dot(left.row(source, i), other.row(source, j), count: span)
    let centred = product - Double(commonDays) * left.mean[i] * other.mean[j]
    return min(1, max(-1, left.scale[i] * other.scale[j] * centred))
  }
}

/// One of two bundles: by event the mean and the inverse length of the centred residuals.
private struct Side {
  let scale: UnsafeMutablePointer<Double>
  let mean: UnsafeMutablePointer<Double>
  /// The sum over events of residuals times scale, day by day.
  let sum: UnsafeMutablePointer<Double>
  /// How far into a row the common days begin.
  private(set) var offset = 0
  private(set) var members = 0..<0
  /// The number of events whose residuals vary on the common days.
  private(set) var varying = 0

  /// Squared deviations below this share of the squares are what rounding leaves of none.
  private static let leastVariation = 1e-12
  /// The least share of the squares on all days that a difference may leave.
  private static let leastShare = 0.1

  init(_ largest: (members: Int, days: Int)) {
    scale = .allocate(capacity: max(1, largest.members))
    mean = .allocate(capacity: max(1, largest.members))
    sum = .allocate(capacity: max(1, largest.days))
  }

  func deallocate() {
    scale.deallocate()
    mean.deallocate()
    sum.deallocate()
  }

  /// The residuals of an event from the first common day on.
  @inline(__always)
  func row(_ source: ResidualBundles, _ index: Int) -> UnsafePointer<Double> {
    source.rows[members.lowerBound + index] + offset
  }

  mutating func scale(
    _ source: ResidualBundles, _ bundle: ResidualBundles.Bundle, from first: Int, _ span: Int,
    days: Int, _ weights: UnsafeMutablePointer<Double>?
  ) {
    offset = first - bundle.days.first
    members = bundle.members
    varying = 0
    let length = bundle.days.last - bundle.days.first + 1
    for index in 0..<members.count {
      let moments =
        weights.map { VectorSums.moments(row(source, index), weights: $0, count: span) }
        ?? moments(source, index, span, of: length)
      mean[index] = moments.sum / Double(days)
      let squares = moments.squares - moments.sum * mean[index]
      let varies = squares > Self.leastVariation * moments.squares
      scale[index] = varies ? 1 / squares.squareRoot() : 0
      if varies { varying += 1 }
    }
  }

  /// The sums over the common days, from those over all days when these are not many more.
  private func moments(
    _ source: ResidualBundles, _ index: Int, _ span: Int, of length: Int
  ) -> (sum: Double, squares: Double) {
    let (row, rest) = (row(source, index), length - offset - span)
    if length - span < span {
      let all = source.moments[members.lowerBound + index]
      let before = VectorSums.moments(row - offset, count: offset)
      let after = VectorSums.moments(row + span, count: rest)
      let squares = all.squares - before.squares - after.squares
      // A difference of nearly equal sums would lose digits.
      if squares > Self.leastShare * all.squares {
        return (all.sum - before.sum - after.sum, squares)
      }
    }
    return VectorSums.moments(row, count: span)
  }

  /// Fills the sum over events; returns the sum of their scaled means.
  func add(_ source: ResidualBundles, _ span: Int) -> Double {
    sum.update(repeating: 0, count: span)
    var means = 0.0
    for index in 0..<members.count {
      VectorSums.add(scale[index], times: row(source, index), to: sum, count: span)
      means += scale[index] * mean[index]
    }
    return means
  }
}
