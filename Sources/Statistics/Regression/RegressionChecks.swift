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
      let first = sumOfSquares(ofRows: 0..<n / 2, workspace),
      let second = sumOfSquares(ofRows: n / 2..<n, workspace), first + second > 0
    else { return nil }
    let change = max(0, sumOfSquaredResiduals - first - second) / Double(k)
    let freedom = Double(n - 2 * k)
    return DiagnosticStatistic(
      value: change / ((first + second) / freedom), null: .fisherF(Double(k), freedom))
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
