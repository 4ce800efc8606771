/// The minimum of a function of a few variables without derivatives (Nelder and Mead 1965, The
/// Computer Journal 7:308-313).
enum NelderMead {
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - step: The size of the first simplex.
  ///   - value: The function; infinite where it has no value.
  /// - Returns: The best point, and whether the simplex shrank to it before the evaluations ran out.
  static func minimum(
    from start: [Double], step: Double, maximumIterations: Int = 4000,
    _ value: ([Double]) -> Double
  ) -> (point: [Double], value: Double, isConverged: Bool) {
    var simplex = Simplex(around: start, step: step, value)
    // A second simplex around the first minimum finds what a collapsed one missed.
    var isConverged = simplex.descend(maximumIterations, value)
    simplex = Simplex(around: simplex.best.point, step: step / 4, value)
    isConverged = simplex.descend(maximumIterations, value) && isConverged
    return (simplex.best.point, simplex.best.value, isConverged)
  }
}

private struct Simplex {
  typealias Vertex = (point: [Double], value: Double)
  private var vertices: [Vertex]

  init(around start: [Double], step: Double, _ value: ([Double]) -> Double) {
    vertices = [(start, value(start))]
    for axis in start.indices {
      var point = start
      point[axis] += step
      vertices.append((point, value(point)))
    }
    sort()
  }

  var best: Vertex { vertices[0] }

  private mutating func sort() { vertices.sort { $0.value < $1.value } }

  /// Moves downhill until the simplex is a point; false when the iterations ran out before.
  mutating func descend(_ maximumIterations: Int, _ value: ([Double]) -> Double) -> Bool {
    for _ in 0..<maximumIterations {
      guard !isPoint else { return true }
      step(value)
      sort()
    }
    return isPoint
  }

  private var isPoint: Bool {
    vertices.dropFirst().allSatisfy { vertex in
      zip(vertex.point, best.point).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }
    }
  }

  private mutating func step(_ value: ([Double]) -> Double) {
    let last = vertices.count - 1
    let worst = vertices[last]
    let centre = best.point.indices.map { axis in
      vertices[..<last].reduce(0) { $0 + $1.point[axis] } / Double(last)
    }
    func vertex(at distance: Double) -> Vertex {
      let point = zip(centre, worst.point).map { $0 + distance * ($1 - $0) }
      return (point, value(point))
    }
    let reflected = vertex(at: -1)
    if reflected.value < best.value {
      let expanded = vertex(at: -2)
      vertices[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < vertices[last - 1].value {
      vertices[last] = reflected
    } else {
      let contracted = vertex(at: reflected.value < worst.value ? -0.5 : 0.5)
      if contracted.value < min(reflected.value, worst.value) {
        vertices[last] = contracted
      } else {
        shrink(value)
      }
    }
  }

  private mutating func shrink(_ value: ([Double]) -> Double) {
    for index in vertices.indices.dropFirst() {
      let point = zip(best.point, vertices[index].point).map { ($0 + $1) / 2 }
      vertices[index] = (point, value(point))
    }
  }
}
