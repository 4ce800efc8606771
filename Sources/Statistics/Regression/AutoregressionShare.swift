/// R^2 of a series on a constant and its own values at some lags, from products of the series with
/// itself.
///
/// The product of two lags differs from that of the two lags before only by what enters and leaves
/// at the ends. So all cross-products cost hardly more than one product a lag: a fifth of the time
/// of multiplying every pair of columns.
struct AutoregressionShare {
  /// The share of its squared length that a lag must keep once those before it are removed, for the
  /// cross-products to lose no digits that matter.
  private static let leastRemainder = 1e-4

  private let deviations: UnsafePointer<Double>
  private let count: Int
  private let lags: Int

  /// - Parameter deviations: The series less its mean; more values than `lags`.
  init(_ deviations: UnsafePointer<Double>, count: Int, lags: Int) {
    self.deviations = deviations
    self.count = count
    self.lags = lags
  }

  /// The number of values that ``value(room:)`` writes over.
  static func roomSize(lags: Int) -> Int { (lags + 1) * (lags + 3) }

  /// R^2; nil when the series does not vary, or is so uneven that only QR keeps the digits.
  func value(room: UnsafeMutablePointer<Double>) -> Double? {
    let (products, sums) = (room, room + lags + 1)
    let (right, factor) = (sums + lags + 1, sums + 2 * lags + 1)
    LaggedProducts.fill(products, deviations, count: count, last: lags)
    fillSums(sums)
    fillProducts(factor, right, of: products)
    let scale = 1 / Double(count - lags)
    let total = products[0] - headProduct(lag: 0) - sums[0] * sums[0] * scale
    // What the ends take away must not dwarf what is left.
    let least = 1e-3 * products[0]
    guard total > least else { return nil }
    for i in 0..<lags {
      right[i] -= sums[i + 1] * sums[0] * scale
      for j in 0...i { factor[i * lags + j] -= sums[i + 1] * sums[j + 1] * scale }
      guard factor[i * lags + i] > least else { return nil }
    }
    guard Cholesky.factorise(factor, size: lags, tolerance: Self.leastRemainder) else {
      return nil
    }
    return Cholesky.inverseQuadraticForm(factor, size: lags, right) / total
  }

  /// The sums of the series and of every lag over the rows of the regression.
  private func fillSums(_ sums: UnsafeMutablePointer<Double>) {
    sums[0] = Kernels.sum(deviations + lags, count - lags)
    for lag in 1...lags {
      sums[lag] = sums[lag - 1] + deviations[lags - lag] - deviations[count - lag]
    }
  }

  /// The products of lags i >= j >= 1 in the lower triangle of `factor`, those with the series
  /// itself in `right`.
  private func fillProducts(
    _ factor: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>,
    of products: UnsafePointer<Double>
  ) {
    for distance in 0...lags {
      var product = products[distance] - headProduct(lag: distance)
      if distance > 0 { right[distance - 1] = product }
      for j in stride(from: 1, through: lags - distance, by: 1) {
        let i = j + distance
        product += deviations[lags - i] * deviations[lags - j]
        product -= deviations[count - i] * deviations[count - j]
        factor[(i - 1) * lags + j - 1] = product
      }
    }
  }

  /// The part of the product with a lag that comes before the first row of the regression.
  private func headProduct(lag: Int) -> Double {
    var product = 0.0
    for t in lag..<lags { product += deviations[t] * deviations[t - lag] }
    return product
  }
}
