/// The QR factorisation of a column-scaled design, and what can be solved with it.
///
/// Column j of the storage holds R above the diagonal and the Householder vector from the diagonal
/// down; the diagonal of R stands apart.
package final class HouseholderFactor {
  private let stride: Int
  private let storage: UnsafeMutablePointer<Double>
  private let right: UnsafeMutablePointer<Double>
  private let diagonal: UnsafeMutablePointer<Double>
  private let scale: UnsafeMutablePointer<Double>
  private let reflection: UnsafeMutablePointer<Double>
  private let solution: UnsafeMutablePointer<Double>
  private let inverseColumns: UnsafeMutablePointer<Double>
  private var rows = 0
  private var columns = 0

  package init(maximumRows: Int, maximumColumns: Int) {
    stride = maximumRows
    let count =
      maximumRows * (maximumColumns + 1) + 4 * maximumColumns + maximumColumns * maximumColumns
    storage = .allocate(capacity: max(1, count))
    storage.initialize(repeating: 0, count: count)
    right = storage + maximumRows * maximumColumns
    diagonal = right + maximumRows
    scale = diagonal + maximumColumns
    reflection = scale + maximumColumns
    solution = reflection + maximumColumns
    inverseColumns = solution + maximumColumns
  }

  deinit { storage.deallocate() }

  private func column(_ j: Int) -> UnsafeMutablePointer<Double> { storage + j * stride }

  /// Copies a design in, each column times a power of two that brings its length into [1, 2).
  package func load(_ design: UnsafePointer<Double>, stride: Int, rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    for j in 0..<columns {
      let source = design + j * stride
      let target = column(j)
      let factor = powerOfTwo(inverseTo: Kernels.dot(source, source, rows).squareRoot())
      scale[j] = factor
      for row in 0..<rows { target[row] = source[row] * factor }
    }
  }

  private func powerOfTwo(inverseTo length: Double) -> Double {
    guard length.isNormal else { return 1 }
    return Double(sign: .plus, exponent: -length.exponent, significand: 1)
  }

  /// Factorises what was loaded; returns the first column that depends on those before it.
  package func factorise(tolerance: Double) -> Int? {
    for j in 0..<columns {
      let column = column(j)
      let remaining = Kernels.dot(column + j, column + j, rows - j)
      let above = Kernels.dot(column, column, j)
      let length = remaining.squareRoot()
      // Written so that NaN counts as deficient; reflections keep a column's length.
      guard length > tolerance * (remaining + above).squareRoot() else { return j }
      reflect(column, j, length)
      for other in (j + 1)..<columns { applyReflection(j, to: self.column(other)) }
    }
    return nil
  }

  /// Turns the rest of column `j` into v, where I - v v' / reflection maps it onto its first axis.
  private func reflect(_ column: UnsafeMutablePointer<Double>, _ j: Int, _ length: Double) {
    let pivot = column[j]
    diagonal[j] = pivot > 0 ? -length : length
    column[j] = pivot - diagonal[j]
    reflection[j] = length * (length + abs(pivot))
  }

  private func applyReflection(_ j: Int, to target: UnsafeMutablePointer<Double>) {
    let vector = column(j) + j
    let factor = Kernels.dot(vector, target + j, rows - j) / reflection[j]
    Kernels.subtract(vector, times: factor, from: target + j, rows - j)
  }

  /// Puts Q'y in `right`.
  private func transform(_ response: UnsafePointer<Double>) {
    right.update(from: response, count: rows)
    for j in 0..<columns { applyReflection(j, to: right) }
  }

  /// Writes the least-squares coefficients of `response` on the unscaled design.
  package func solve(
    _ response: UnsafePointer<Double>, into coefficients: UnsafeMutablePointer<Double>
  ) {
    transform(response)
    for j in (0..<columns).reversed() {
      let value = right[j] / diagonal[j]
      Kernels.subtract(column(j), times: value, from: right, j)
      coefficients[j] = value * scale[j]
    }
  }

  /// The squared length of what the design leaves of a response: of the rest of Q'y.
  func sumOfSquaredResiduals(of response: UnsafePointer<Double>) -> Double {
    transform(response)
    return Kernels.dot(right + columns, right + columns, rows - columns)
  }

  /// Writes (X'X)^-1, row by row.
  func inverseGram(into target: UnsafeMutablePointer<Double>) {
    for j in 0..<columns {
      for index in 0..<columns { solution[index] = index == j ? scale[j] : 0 }
      _ = squaredLengthOfTransposedSolution()
      (inverseColumns + j * columns).update(from: solution, count: columns)
    }
    for i in 0..<columns {
      for j in 0...i {
        let product = Kernels.dot(
          inverseColumns + i * columns, inverseColumns + j * columns, columns)
        target[i * columns + j] = product
        target[j * columns + i] = product
      }
    }
  }

  /// Element (j, j) of (X'X)^-1.
  func inverseDiagonal(_ j: Int) -> Double {
    for index in 0..<columns { solution[index] = index == j ? scale[j] : 0 }
    return squaredLengthOfTransposedSolution()
  }

  /// x' (X'X)^-1 x.
  func quadraticForm(_ x: UnsafePointer<Double>) -> Double {
    for index in 0..<columns { solution[index] = x[index] * scale[index] }
    return squaredLengthOfTransposedSolution()
  }

  /// Solves R'z = s forward in place and returns z'z.
  private func squaredLengthOfTransposedSolution() -> Double {
    var total = 0.0
    for j in 0..<columns {
      let value = (solution[j] - Kernels.dot(column(j), solution, j)) / diagonal[j]
      solution[j] = value
      total += value * value
    }
    return total
  }
}
