/// Columns made orthogonal, each of mean square 1, so that their coefficients are alike in size.
struct OrthogonalColumns {
  let columns: [[Double]]
  /// The given columns in terms of these, above the diagonal and on it.
  private let triangle: [[Double]]

  /// `nil` for dependent columns.
  init?(_ given: [[Double]]) {
    var (columns, triangle) = ([[Double]](), [[Double]]())
    for column in given {
      var rest = column
      var shares = [Double](repeating: 0, count: columns.count)
      // The second round takes off what rounding left of the first.
      for _ in 0..<2 {
        for (index, earlier) in columns.enumerated() {
          let share = Self.meanProduct(earlier, rest)
          shares[index] += share
          for row in rest.indices { rest[row] -= share * earlier[row] }
        }
      }
      let size = Self.meanProduct(rest, rest).squareRoot()
      guard size > 1e-10 * Self.meanProduct(column, column).squareRoot() else { return nil }
      columns.append(rest.map { $0 / size })
      triangle.append(shares + [size])
    }
    (self.columns, self.triangle) = (columns, triangle)
  }

  /// The coefficients of least squares on these columns, and the residuals.
  func regress(_ response: [Double]) -> (coefficients: [Double], residuals: [Double]) {
    var residuals = response
    let coefficients = columns.map { column in
      let share = Self.meanProduct(column, residuals)
      for row in residuals.indices { residuals[row] -= share * column[row] }
      return share
    }
    return (coefficients, residuals)
  }

  /// The coefficients on the given columns that say the same.
  func coefficients(of own: [Double]) -> [Double] {
    var result = own
    for index in result.indices.reversed() {
      result[index] /= triangle[index][index]
      for earlier in 0..<index { result[earlier] -= triangle[index][earlier] * result[index] }
    }
    return result
  }

  private static func meanProduct(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        guard let x = a.baseAddress, let y = b.baseAddress else { return 0 }
        return Kernels.dot(x, y, a.count) / Double(a.count)
      }
    }
  }
}
