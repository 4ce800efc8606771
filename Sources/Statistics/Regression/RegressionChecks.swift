/// Checks of a regression that need its design, made after it was solved.
extension LeastSquares {
  /// Breusch and Pagan's test (1979, Econometrica 47:1287-1294) of a variance that moves with the
  /// regressors, in Koenker's form (1981, Journal of Econometrics 17:107-112): n R^2 of the squared
  /// residuals on the design, chi-squared with one degree of freedom less than columns.
  ///
  /// The design last solved must hold a constant. Nil when it holds nothing else, or the squares
  /// do not vary.
  public func breuschPagan(squaredResiduals: UnsafeBufferPointer<Double>) -> DiagnosticStatistic? {
    let rows = squaredResiduals.count
    guard solvedColumns > 1, rows > solvedColumns, let base = squaredResiduals.baseAddress,
      let mean = Moments.mean(squaredResiduals)
    else { return nil }
    let total = Kernels.sumOfSquares(base, about: mean, rows)
    guard total > 0 else { return nil }
    let explained = 1 - sumOfSquaredResiduals(of: base) / total
    return DiagnosticStatistic(
      value: Double(rows) * explained,
      null: .chiSquared(degreesOfFreedom: Double(solvedColumns - 1)))
  }

  /// Chow's F (1960, Econometrica 28:591-605) for coefficients that change in the middle: the first
  /// half of the rows, rounded down, against the rest.
  ///
  /// `workspace` needs room for the larger half. Nil when a half cannot be solved.
  public func chow(workspace: LeastSquares) -> DiagnosticStatistic? {
    let (n, k) = (solvedRows, solvedColumns)
    guard k > 0, n > 2 * k, sumOfSquaredResiduals > 0,
      let squares = squaresByProducts(workspace) ?? squaresByFits(workspace)
    else { return nil }
    let freedom = Double(n - 2 * k)
    return DiagnosticStatistic(
      value: squares.ofChange / Double(k) / (squares.left / freedom),
      null: .fisherF(Double(k), freedom))
  }

  /// The share of a column's squared length, or of the residuals', that must be left once others
  /// are removed, for cross-products to lose no digits that matter.
  private static let leastRemainder = 1e-2

  /// What separate coefficients explain of the squared residuals and what they leave, from the
  /// cross-products of either half: a fraction of the time of two fits.
  ///
  /// Nil when only fits are exact.
  private func squaresByProducts(_ workspace: LeastSquares) -> (ofChange: Double, left: Double)? {
    let (n, k) = (solvedRows, solvedColumns)
    guard workspace.maximumRows > k,
      let first = explained(ofRows: 0..<n / 2, workspace),
      let second = explained(ofRows: n / 2..<n, workspace),
      first + second < (1 - Self.leastRemainder) * sumOfSquaredResiduals
    else { return nil }
    return (first + second, sumOfSquaredResiduals - first - second)
  }

  /// e'X (X'X)^-1 X'e over some rows.
  private func explained(ofRows rows: Range<Int>, _ workspace: LeastSquares) -> Double? {
    let size = solvedColumns
    let right = workspace.response
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: size * size) { buffer in
      guard let gram = buffer.baseAddress else { return nil }
      for i in 0..<size {
        let column = columns(i) + rows.lowerBound
        right[i] = Kernels.dot(column, residuals + rows.lowerBound, rows.count)
        for j in 0...i {
          gram[i * size + j] = Kernels.dot(column, columns(j) + rows.lowerBound, rows.count)
        }
      }
      guard Cholesky.factorise(gram, size: size, tolerance: Self.leastRemainder) else {
        return nil
      }
      return Cholesky.inverseQuadraticForm(gram, size: size, right)
    }
  }

  /// The same from a fit to either half.
  private func squaresByFits(_ workspace: LeastSquares) -> (ofChange: Double, left: Double)? {
    guard let first = sumOfSquares(ofRows: 0..<solvedRows / 2, workspace),
      let second = sumOfSquares(ofRows: solvedRows / 2..<solvedRows, workspace),
      first + second > 0
    else { return nil }
    return (max(0, sumOfSquaredResiduals - first - second), first + second)
  }

  private func sumOfSquares(ofRows rows: Range<Int>, _ workspace: LeastSquares) -> Double? {
    workspace.response.update(from: response + rows.lowerBound, count: rows.count)
    for column in 0..<solvedColumns {
      workspace.columns(column).update(
        from: columns(column) + rows.lowerBound, count: rows.count)
    }
    guard workspace.solve(rows: rows.count, columns: solvedColumns) == .solved else { return nil }
    return workspace.sumOfSquaredResiduals
  }
}
