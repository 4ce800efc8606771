extension LeastSquares {
  /// The share of its squared length that a column must keep once those before it are removed, for
  /// the cross-products to lose no digits that matter.
  private static let leastRemainder = 1e-4

  /// R^2 of the regression of ``response`` on a constant and columns 1 to `regressors`, by a
  /// Cholesky factor of their centred cross-products: for few columns, a fraction of QR's time.
  ///
  /// Overwrites column 0. Nil when there are few rows, the response does not vary, or a column is
  /// nearly a combination of others: only QR is exact then.
  func explainedShare(rows: Int, regressors: Int) -> Double? {
    let size = regressors + 1
    guard rows >= size * (size + 1) else { return nil }
    let products = columns(0)
    fillCrossProducts(products, means: products + size * size, rows: rows, size: size)
    let total = products[size * size - 1]
    guard total > 0, factorise(products, size: size) else { return nil }
    let projected = products + regressors * size
    return Kernels.dot(projected, projected, regressors) / total
  }

  /// The centred cross-products of the regressors and, in the last row, of the response.
  private func fillCrossProducts(
    _ products: UnsafeMutablePointer<Double>, means: UnsafeMutablePointer<Double>, rows: Int,
    size: Int
  ) {
    func column(_ index: Int) -> UnsafePointer<Double> {
      UnsafePointer(index == size - 1 ? response : columns(index + 1))
    }
    for i in 0..<size {
      means[i] = Kernels.sum(column(i), rows) / Double(rows)
      for j in 0...i {
        products[i * size + j] = Kernels.productOfDeviations(
          column(i), from: means[i], column(j), from: means[j], rows)
      }
    }
  }

  /// Turns the lower triangle into its Cholesky factor, the last diagonal element excepted; false
  /// when a regressor's remainder is too small.
  private func factorise(_ products: UnsafeMutablePointer<Double>, size: Int) -> Bool {
    for i in 0..<size {
      let row = products + i * size
      for j in 0..<i {
        let earlier = products + j * size
        row[j] = (row[j] - Kernels.dot(row, earlier, j)) / earlier[j]
      }
      guard i < size - 1 else { break }
      let remainder = row[i] - Kernels.dot(row, row, i)
      guard remainder > Self.leastRemainder * row[i] else { return false }
      row[i] = remainder.squareRoot()
    }
    return true
  }
}
