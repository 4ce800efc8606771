import MarketData
import Statistics

/// The pattern that the variance of bars has over the day.
extension EventFitter {
  /// Solves the regression of an estimation window.
  ///
  /// Bars are weighted: those of one clock time share a scale, the root of the mean square of their
  /// residuals in a first, unweighted regression, and every row is divided by its scale (feasible
  /// generalized least squares). Scales are in units of their root mean square over the event
  /// window, so that one bar alone has the scale 1.
  ///
  /// - Returns: The rows that stand for independent draws of a variance: all of them, or of bars
  ///   the fewest of any clock time.
  /// - Throws: `Exclusion.insufficientEstimation` or `.singularModel`.
  func solve(_ event: Int, _ design: DesignColumns, rows: Int) throws(Exclusion) -> Int {
    let observed = spec.bars == nil ? rows : fewestRows(rows)
    let parameters = design.termCount + design.varianceTermCount
    guard observed >= max(spec.estimation.minimum, parameters + leastFreedom) else {
      throw .insufficientEstimation
    }
    try solveRegression(design, rows: rows)
    guard spec.bars != nil, let scales = result.scales else { return observed }
    let scale = scales.row(event)
    guard fillScales(scale, rows: rows) else { return observed }
    let clocks = scales.columns
    for row in 0..<rows {
      let inverse = 1 / scale[dayOfRow[row] % clocks]
      leastSquares.response[row] *= inverse
      for term in 0..<design.termCount { leastSquares.columns(term)[row] *= inverse }
    }
    try solveRegression(design, rows: rows)
    return observed
  }

  private func solveRegression(_ design: DesignColumns, rows: Int) throws(Exclusion) {
    guard leastSquares.solve(rows: rows, columns: design.termCount) == .solved else {
      throw .singularModel
    }
  }

  /// The fewest rows of any clock time of the event window.
  private func fewestRows(_ rows: Int) -> Int {
    let clocks = result.layout.eventDays.count
    var counts = [Int](repeating: 0, count: clocks)
    for row in 0..<rows { counts[dayOfRow[row] % clocks] += 1 }
    return counts.min() ?? 0
  }

  /// Puts the scale of every clock time into `scale`; leaves all at 1 and returns false when the
  /// residuals of one do not vary.
  private func fillScales(_ scale: UnsafeMutablePointer<Double>, rows: Int) -> Bool {
    let clocks = result.layout.eventDays.count
    var (squares, counts) = (
      [Double](repeating: 0, count: clocks), [Double](repeating: 0, count: clocks)
    )
    for row in 0..<rows {
      let (residual, clock) = (leastSquares.residuals[row], dayOfRow[row] % clocks)
      squares[clock] += residual * residual
      counts[clock] += 1
    }
    let variances = zip(squares, counts).map { $0 / $1 }
    for clock in 0..<clocks { scale[clock] = 1 }
    guard let least = variances.min(), least.squareRoot() >= Self.smallestSigma else {
      return false
    }
    let mean = variances.reduce(0, +) / Double(clocks)
    for clock in 0..<clocks { scale[clock] = (variances[clock] / mean).squareRoot() }
    return true
  }
}

extension FittedEvents {
  /// The scale of an event day, in which estimation residuals are counted: 1 for sessions.
  func scale(_ event: Int, _ day: Int) -> Double { scales.map { $0[event, day] } ?? 1 }

  /// The abnormal return of an event day in units of the estimation residuals.
  func comparable(_ event: Int, _ day: Int) -> Double { abnormal[event, day] / scale(event, day) }

  /// sigma sqrt(L): the standard error of a cumulative abnormal return without the error of the
  /// estimated coefficients, whose valid days have scales of their own.
  func simpleError(_ event: Int, window index: Int) -> Double {
    guard scales != nil else {
      return sigma[event] * validDays[event, index].squareRoot()
    }
    let first = layout.eventDays.first
    let variance = layout.windows[index].days.reduce(0.0) { sum, day in
      let scale = scale(event, day - first)
      let counts = missing.policy == .zero || !abnormal[event, day - first].isMissing
      return counts ? sum + scale * scale : sum
    }
    return sigma[event] * variance.squareRoot()
  }
}
