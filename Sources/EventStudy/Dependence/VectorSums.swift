/// Sums over contiguous values, eight at a time and always in the same order.
enum VectorSums {
  @inline(__always)
  private static func eight(_ values: UnsafePointer<Double>, _ index: Int) -> SIMD8<Double> {
    UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Double>.self)
  }

  /// The sum of products.
  static func dot(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, count: Int
  ) -> Double {
    var sum = SIMD8<Double>(repeating: 0)
    var index = 0
    while index &+ 8 <= count {
      sum += eight(x, index) * eight(y, index)
      index &+= 8
    }
    var total = sum.sum()
    while index < count {
      total += x[index] * y[index]
      index &+= 1
    }
    return total
  }

  /// The sum and the sum of squares.
  static func moments(_ x: UnsafePointer<Double>, count: Int) -> (sum: Double, squares: Double) {
    var (sum, squares) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
    var index = 0
    while index &+ 8 <= count {
      let values = eight(x, index)
      sum += values
      squares += values * values
      index &+= 8
    }
    var (total, totalSquares) = (sum.sum(), squares.sum())
    while index < count {
      total += x[index]
      totalSquares += x[index] * x[index]
      index &+= 1
    }
    return (total, totalSquares)
  }

  /// The sum and the sum of squares, each value weighted.
  static func moments(
    _ x: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int
  ) -> (sum: Double, squares: Double) {
    var (sum, squares) = (SIMD8<Double>(repeating: 0), SIMD8<Double>(repeating: 0))
    var index = 0
    while index &+ 8 <= count {
      let values = eight(x, index)
      let weighted = values * eight(weights, index)
      sum += weighted
      squares += weighted * values
      index &+= 8
    }
    var (total, totalSquares) = (sum.sum(), squares.sum())
    while index < count {
      let weighted = x[index] * weights[index]
      total += weighted
      totalSquares += weighted * x[index]
      index &+= 1
    }
    return (total, totalSquares)
  }

  /// Whether all values are there and finite.
  static func areFinite(_ x: UnsafePointer<Double>, count: Int) -> Bool {
    // Zero times what is not finite is not a number.
    var sum = SIMD8<Double>(repeating: 0)
    var index = 0
    while index &+ 8 <= count {
      sum += eight(x, index) * 0
      index &+= 8
    }
    var total = sum.sum()
    while index < count {
      total += x[index] * 0
      index &+= 1
    }
    return total == 0
  }

  /// The largest absolute value; zero of nothing.
  static func largestSize(_ x: UnsafePointer<Double>, count: Int) -> Double {
    var largest = SIMD8<Double>(repeating: 0)
    var index = 0
    while index &+ 8 <= count {
      let values = eight(x, index)
      let sizes = values.replacing(with: -values, where: values .< 0)
      largest.replace(with: sizes, where: sizes .> largest)
      index &+= 8
    }
    var result = largest.max()
    while index < count {
      result = max(result, abs(x[index]))
      index &+= 1
    }
    return result
  }

  /// Writes the differences of `y` and `x`.
  static func subtract(
    _ x: UnsafePointer<Double>, from y: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>, count: Int
  ) {
    var index = 0
    while index &+ 8 <= count {
      let differences = eight(y, index) - eight(x, index)
      UnsafeMutableRawPointer(target + index).storeBytes(of: differences, as: SIMD8<Double>.self)
      index &+= 8
    }
    while index < count {
      target[index] = y[index] - x[index]
      index &+= 1
    }
  }

  /// Adds a multiple of `x` to `sum`.
  static func add(
    _ factor: Double, times x: UnsafePointer<Double>, to sum: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    var index = 0
    while index &+ 8 <= count {
      let added = eight(sum, index) + factor * eight(x, index)
      UnsafeMutableRawPointer(sum + index).storeBytes(of: added, as: SIMD8<Double>.self)
      index &+= 8
    }
    while index < count {
      sum[index] += factor * x[index]
      index &+= 1
    }
  }
}
