/// The local minimum of a smooth function by the method of Broyden, Fletcher, Goldfarb and Shanno
/// (Nocedal and Wright 2006, Numerical Optimization, algorithm 6.1).
struct QuasiNewton {
  /// Where the descent ended.
  struct Minimum {
    let point: [Double]
    let value: Double
    /// Whether no part of the gradient is larger than the tolerance, or steps no longer lower the value:
    /// so end descents towards a minimum at infinity.
    let isConverged: Bool
  }

  /// The value at a point, whose gradient is written into the second argument; not finite where the
  /// function has no value.
  typealias Function = (_ point: [Double], _ gradient: inout [Double]) -> Double

  private static let maximumSteps = 400
  private static let maximumTrials = 60
  /// A share of the value by which steps must lower it.
  private static let leastChange = 1e-11
  /// The share of the slope by which a step must lower the value, and that may be left behind it.
  private static let (leastDescent, mostSlope) = (1e-4, 0.9)

  private let function: Function
  private var point: [Double]
  private var value = 0.0
  private var gradient: [Double]
  /// The inverse of the Hessian matrix as far as steps have shown it, row by row.
  private var inverse: [Double]
  private let size: Int

  /// Goes down from a point at which the function has a value.
  static func minimum(
    from start: [Double], tolerance: Double = 1e-6, _ function: @escaping Function
  ) -> Minimum {
    var descent = QuasiNewton(start, function)
    var idleSteps = 0
    for step in 0..<maximumSteps where !descent.isFlat(tolerance) && idleSteps < 3 {
      let before = descent.value
      guard descent.step(isFirst: step == 0) else { break }
      let isIdle = before - descent.value <= leastChange * max(1, abs(before))
      idleSteps = isIdle ? idleSteps + 1 : 0
    }
    return Minimum(
      point: descent.point, value: descent.value,
      isConverged: descent.isFlat(tolerance) || idleSteps == 3)
  }

  /// The lowest of the minima to which the lowest start of each family leads; the first of equal ones.
  ///
  /// - Returns: `nil` when none of the descents ends in a minimum.
  static func lowestMinimum(from families: [[[Double]]], _ function: @escaping Function)
    -> Minimum?
  {
    let minima = families.compactMap { starts in
      starts.map { start in
        var gradient = start
        return (start, value: function(start, &gradient))
      }.min { $0.value < $1.value }
    }.map { minimum(from: $0.0, function) }
    return minima.filter(\.isConverged).reduce(nil) { best, next in
      guard let best, next.value >= best.value - 1e-9 else { return next }
      return best
    }
  }

  private init(_ start: [Double], _ function: @escaping Function) {
    self.function = function
    (point, size) = (start, start.count)
    gradient = [Double](repeating: 0, count: start.count)
    inverse = []
    value = function(point, &gradient)
    resetInverse(to: 1)
  }

  private func isFlat(_ tolerance: Double) -> Bool {
    gradient.allSatisfy { abs($0) <= tolerance }
  }

  private mutating func resetInverse(to scale: Double) {
    inverse = [Double](repeating: 0, count: size * size)
    for index in 0..<size { inverse[index * size + index] = scale }
  }

  /// Moves downhill; false where no step lowers the value.
  private mutating func step(isFirst: Bool) -> Bool {
    var direction = (0..<size).map { row in -dot(inverse[row * size..<(row + 1) * size], gradient) }
    if dot(direction, gradient) >= 0 {
      resetInverse(to: 1)
      direction = gradient.map { -$0 }
    }
    let first = isFirst ? 1 / max(1, dot(gradient, gradient).squareRoot()) : 1
    guard let next = search(along: direction, from: first) else { return false }
    let moved = zip(next.point, point).map { $0 - $1 }
    let turned = zip(next.gradient, gradient).map { $0 - $1 }
    (point, value, gradient) = next
    learn(moved, turned, isFirst: isFirst)
    return true
  }

  /// A step that lowers the value enough and leaves less of the slope (the weak Wolfe conditions).
  private func search(along direction: [Double], from first: Double)
    -> (point: [Double], value: Double, gradient: [Double])?
  {
    let slope = dot(direction, gradient)
    var (length, low, high) = (first, 0.0, Double.infinity)
    var found: (point: [Double], value: Double, gradient: [Double])?
    for _ in 0..<Self.maximumTrials {
      let trial = zip(point, direction).map { $0 + length * $1 }
      var trialGradient = gradient
      let trialValue = function(trial, &trialGradient)
      if trialValue <= value + Self.leastDescent * length * slope {
        found = (trial, trialValue, trialGradient)
        if dot(direction, trialGradient) >= Self.mostSlope * slope { break }
        low = length
      } else {
        high = length
      }
      length = high.isFinite ? (low + high) / 2 : 2 * low
    }
    return found
  }

  /// Takes the change of the gradient over a step into the inverse.
  private mutating func learn(_ moved: [Double], _ turned: [Double], isFirst: Bool) {
    let curvature = dot(moved, turned)
    guard curvature > 0 else { return }
    if isFirst { resetInverse(to: curvature / dot(turned, turned)) }
    let image = (0..<size).map { dot(inverse[$0 * size..<($0 + 1) * size], turned) }
    let factor = (1 + dot(turned, image) / curvature) / curvature
    for row in 0..<size {
      for column in 0..<size {
        inverse[row * size + column] +=
          factor * moved[row] * moved[column]
          - (image[row] * moved[column] + moved[row] * image[column]) / curvature
      }
    }
  }

  private func dot(_ a: some Collection<Double>, _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
