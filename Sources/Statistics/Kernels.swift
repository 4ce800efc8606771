/// Loops over contiguous doubles, eight lanes at a time.
///
/// Floating-point addition is not associative, so the compiler may not vectorise a plain sum. Here
/// the order is spelled out: lane i adds every eighth element from i on, the lanes are added
/// pairwise, then the rest in order. It depends on the count alone, so results are the same on
/// every machine and thread.
package enum Kernels {
  package typealias Lanes = SIMD8<Double>
  package typealias Input = UnsafePointer<Double>

  package static func sum(_ values: Input, _ count: Int) -> Double {
    reduce(count, lanes: { load(values, $0) }, element: { values[$0] })
  }

  package static func dot(_ left: Input, _ right: Input, _ count: Int) -> Double {
    reduce(
      count,
      lanes: { load(left, $0) * load(right, $0) },
      element: { left[$0] * right[$0] })
  }

  static func sumOfDeviations(_ values: Input, from centre: Double, _ count: Int) -> Double {
    reduce(count, lanes: { load(values, $0) - centre }, element: { values[$0] - centre })
  }

  static func sumOfAbsoluteDeviations(
    _ values: Input, from centre: Double, _ count: Int
  ) -> Double {
    reduce(
      count,
      lanes: { index in
        let deviations = load(values, index) - centre
        return deviations.replacing(with: -deviations, where: deviations .< 0)
      },
      element: { abs(values[$0] - centre) })
  }

  static func sumOfSquares(_ values: Input, about centre: Double, _ count: Int) -> Double {
    reduce(
      count,
      lanes: { (load(values, $0) - centre) * (load(values, $0) - centre) },
      element: { (values[$0] - centre) * (values[$0] - centre) })
  }

  static func sumOfSquaredDifferences(_ left: Input, _ right: Input, _ count: Int) -> Double {
    reduce(
      count,
      lanes: { index in
        let difference = load(left, index) - load(right, index)
        return difference * difference
      },
      element: { (left[$0] - right[$0]) * (left[$0] - right[$0]) })
  }

  /// The sums of the third and the fourth powers of the deviations from a centre.
  static func sumsOfHigherPowers(_ values: Input, about centre: Double, _ count: Int) -> (
    cubes: Double, fourthPowers: Double
  ) {
    let cubes = reduce(
      count,
      lanes: { index in
        let deviations = load(values, index) - centre
        return deviations * deviations * deviations
      },
      element: { index in
        let deviation = values[index] - centre
        return deviation * deviation * deviation
      })
    let fourthPowers = reduce(
      count,
      lanes: { index in
        let deviations = load(values, index) - centre
        let squares = deviations * deviations
        return squares * squares
      },
      element: { index in
        let deviation = values[index] - centre
        return deviation * deviation * deviation * deviation
      })
    return (cubes, fourthPowers)
  }

  /// Subtracts `factor` times `source` from `target`.
  @inline(__always)
  static func subtract(
    _ source: Input, times factor: Double, from target: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    for index in 0..<count { target[index] -= factor * source[index] }
  }

  @inline(__always)
  package static func load(_ values: Input, _ index: Int) -> Lanes {
    UnsafeRawPointer(values + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private static func reduce(
    _ count: Int, lanes: (Int) -> Lanes, element: (Int) -> Double
  ) -> Double {
    var accumulator = Lanes.zero
    var index = 0
    while index + Lanes.scalarCount <= count {
      accumulator += lanes(index)
      index += Lanes.scalarCount
    }
    let four = accumulator.lowHalf + accumulator.highHalf
    let two = four.lowHalf + four.highHalf
    var total = two[0] + two[1]
    while index < count {
      total += element(index)
      index += 1
    }
    return total
  }
}
