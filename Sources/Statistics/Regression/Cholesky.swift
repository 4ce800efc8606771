/// The factor C of a positive definite matrix C C', in memory of the caller.
///
/// Matrices lie row by row; only the lower triangle is read and written.
public enum Cholesky {
  /// Puts C in place of a matrix; false when a pivot is not above `tolerance` times its diagonal
  /// element, which leaves the matrix half written: it is not positive definite.
  public static func factorise(
    _ matrix: UnsafeMutablePointer<Double>, size: Int, tolerance: Double = 1e-12
  ) -> Bool {
    for i in 0..<size {
      let row = matrix + i * size
      for j in 0..<i {
        let other = matrix + j * size
        row[j] = (row[j] - Kernels.dot(row, other, j)) / other[j]
      }
      let pivot = row[i] - Kernels.dot(row, row, i)
      // Written so that NaN fails.
      guard pivot > tolerance * row[i] else { return false }
      row[i] = pivot.squareRoot()
    }
    return true
  }

  /// x' (C C')^-1 x, with the solution of C z = x in place of x.
  public static func inverseQuadraticForm(
    _ factor: UnsafePointer<Double>, size: Int, _ x: UnsafeMutablePointer<Double>
  ) -> Double {
    for i in 0..<size {
      let row = factor + i * size
      x[i] = (x[i] - Kernels.dot(row, x, i)) / row[i]
    }
    return Kernels.dot(x, x, size)
  }
}
