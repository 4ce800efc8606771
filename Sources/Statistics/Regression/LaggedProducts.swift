/// The sums of products of a series with itself some steps later, in memory of the caller.
///
/// The means must have been taken off. Five lags share one pass, which loads every value once for
/// all of them.
enum LaggedProducts {
  private typealias Lanes = SIMD4<Double>
  private static let lagsOfPass = 5

  /// Writes sum of d[t] d[t - lag] over t >= lag, for the lags 0...last, which must be below
  /// `count`.
  static func fill(
    _ products: UnsafeMutablePointer<Double>, _ deviations: UnsafePointer<Double>, count: Int,
    last: Int
  ) {
    var lag = 0
    while lag + lagsOfPass - 1 <= last {
      addFive(products + lag, deviations, count: count, from: lag)
      lag += lagsOfPass
    }
    while lag <= last {
      products[lag] = Kernels.dot(deviations + lag, deviations, count - lag)
      lag += 1
    }
  }

  private static func addFive(
    _ products: UnsafeMutablePointer<Double>, _ deviations: UnsafePointer<Double>, count: Int,
    from lag: Int
  ) {
    var (a, b, c, d, e) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    // From here on all five have a partner.
    let first = lag + lagsOfPass - 1
    var t = first
    while t &+ Lanes.scalarCount <= count {
      let values = load(deviations, t)
      let earlier = t &- lag
      a += values * load(deviations, earlier)
      b += values * load(deviations, earlier &- 1)
      c += values * load(deviations, earlier &- 2)
      d += values * load(deviations, earlier &- 3)
      e += values * load(deviations, earlier &- 4)
      t &+= Lanes.scalarCount
    }
    let sums = (a.sum(), b.sum(), c.sum(), d.sum(), e.sum())
    (products[0], products[1], products[2], products[3], products[4]) = sums
    for step in 0..<lagsOfPass {
      for u in lag + step..<first { products[step] += deviations[u] * deviations[u - lag - step] }
      for u in t..<count { products[step] += deviations[u] * deviations[u - lag - step] }
    }
  }

  @inline(__always)
  private static func load(_ values: UnsafePointer<Double>, _ index: Int) -> Lanes {
    UnsafeRawPointer(values + index).loadUnaligned(as: Lanes.self)
  }
}
