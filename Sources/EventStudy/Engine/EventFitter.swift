import MarketData
import Statistics

/// Fits one model to one event after the other; each thread has its own.
///
/// The prediction errors of an event window have the covariance sigma^2 (I + X*(X'X)^-1 X*'), so
/// the variance of a sum over days needs only the sum of their regressor rows
/// (Campbell, Lo & MacKinlay 1997, eqs. 4.4.7-4.4.10; Salinger 1992).
struct EventFitter {
  let spec: StudySpec
  let study: AlignedStudy
  let designs: [DesignColumns]
  let result: FittedEvents
  let leastSquares: LeastSquares
  private let diagnostics: FitDiagnostics
  let tails = StudentTails()
  /// Whether diagnostics and p-values of single events are wanted, and not only what tests of
  /// samples read.
  let describesEvents: Bool
  /// The estimation day of each row of the regression, as a column of the residual matrix.
  let dayOfRow: UnsafeMutablePointer<Int>
  /// Room for one row of regressors.
  let sums: UnsafeMutablePointer<Double>
  /// The residuals of coefficients that are not those of least squares.
  private let ownResiduals: UnsafeMutablePointer<Double>

  /// A residual deviation below this is rounding, not variation (returns are of size 0.01).
  static let smallestSigma = 1e-10
  /// A difference below this share of what it is a difference of is rounding.
  private static let roundingShare = 1e-14

  init(
    spec: StudySpec, study: AlignedStudy, designs: [DesignColumns], result: FittedEvents,
    describesEvents: Bool = true
  ) {
    self.describesEvents = describesEvents
    self.spec = spec
    self.study = study
    self.designs = designs
    self.result = result
    let rows = result.layout.estimationDays.count
    leastSquares = LeastSquares(maximumRows: rows, maximumColumns: result.parameterCount)
    diagnostics = FitDiagnostics(maximumRows: rows, maximumColumns: result.parameterCount)
    dayOfRow = .allocate(capacity: rows)
    sums = .allocate(capacity: max(1, result.parameterCount))
    ownResiduals = .allocate(capacity: rows)
  }

  func deallocate() {
    dayOfRow.deallocate()
    sums.deallocate()
    ownResiduals.deallocate()
    diagnostics.deallocate()
  }

  /// Fits the model to an event and fills its row of the result.
  func fit(_ event: Int) {
    result.clearDays(of: event)
    do throws(Exclusion) {
      switch study.instances[event].state {
      case .excluded(let exclusion, _, _): throw exclusion
      case .aligned(let aligned):
        try study.returns[aligned.series].withUnsafeBufferPointer { returns throws(Exclusion) in
          try fit(event, aligned, returns.baseAddress!)
        }
      }
    } catch { result.states[event] = .excluded(error) }
  }

  /// Fits the model to a place in the data and fills a row of the result.
  func fit(_ event: Int, _ aligned: EventInstance.Aligned, _ returns: UnsafePointer<Double>)
    throws(Exclusion)
  {
    let design = designs[aligned.grid]
    let rows = gather(aligned, design, returns)
    result.observations[event] = Int32(rows)
    let observed = try solve(event, design, rows: rows)
    let fit = try estimate(event, aligned, design, returns, rows: rows)
    storeFit(event, aligned, design, returns, fit, observed: observed)
    if let variance = fit.variance { storeVariance(event, aligned, design, variance, rows: rows) }
    guard predict(event, aligned, design, returns) > 0 else { throw .noEventData }
    let varies = result.sigma[event] >= Self.smallestSigma
    result.states[event] = varies ? .fitted : .zeroVariance
    if varies { standardize(event, aligned, design) }
    if let unsquared = result.unsquared {
      guard varies else { throw .zeroVariance }
      square(event, aligned, design, unsquared, rows: rows)
    }
    cumulate(event, aligned, design, standardizable: varies)
  }

  /// Three degrees of freedom are the least for which the variance of a t statistic exists, five
  /// that for which the variance of its square does; a model without terms loses one to the mean.
  var leastFreedom: Int { spec.measure == .volatility ? 6 : 3 }

  /// The residuals of an estimation window and the sum of their squares.
  private struct Fit {
    let residuals: UnsafeBufferPointer<Double>
    let squares: Double
    /// How the variance of the errors moves, when the model has it move.
    var variance: ErrorVariance?
  }

  /// Puts the coefficients into the result: those of least squares, or of the model's estimator.
  private func estimate(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ returns: UnsafePointer<Double>, rows: Int
  ) throws(Exclusion) -> Fit {
    let coefficients = result.coefficients.row(event)
    guard let estimator = design.estimator, !lacksVariance(design, rows: rows) else {
      for term in 0..<design.termCount { coefficients[term] = leastSquares.coefficient(term) }
      return Fit(
        residuals: UnsafeBufferPointer(start: leastSquares.residuals, count: rows),
        squares: leastSquares.sumOfSquaredResiduals)
    }
    let sample = try sample(aligned, design, returns, rows: rows)
    let found = try estimator.estimate(sample)
    for (term, value) in found.coefficients.enumerated() { coefficients[term] = value }
    var squares = 0.0
    for row in 0..<rows {
      var residual = leastSquares.response[row]
      var size = abs(residual)
      for term in 0..<design.termCount {
        let share = coefficients[term] * leastSquares.columns(term)[row]
        residual -= share
        size += abs(share)
      }
      // A line through points of its own leaves rounding there, which has no sign.
      if abs(residual) <= Self.roundingShare * size { residual = 0 }
      ownResiduals[row] = residual
      squares += residual * residual
    }
    return Fit(
      residuals: UnsafeBufferPointer(start: ownResiduals, count: rows), squares: squares,
      variance: found.variance)
  }

  /// Whether residuals do not vary, and so have no variance that could move.
  private func lacksVariance(_ design: DesignColumns, rows: Int) -> Bool {
    let meanSquare = leastSquares.sumOfSquaredResiduals / Double(rows)
    return design.varianceTermCount > 0 && meanSquare.squareRoot() < Self.smallestSigma
  }

  private func sample(
    _ aligned: EventInstance.Aligned, _ design: DesignColumns, _ returns: UnsafePointer<Double>,
    rows: Int
  ) throws(Exclusion) -> EstimationSample {
    guard let window = StudyLayout.span(aligned.estimation) else { throw .insufficientEstimation }
    let dayZero = aligned.session.position
    let firstDay = result.layout.estimationDays.first + dayZero
    let first = max(0, dayZero + window.first)
    let last = min(design.sessionCount - 1, dayZero + window.last)
    return EstimationSample(
      returns: returns, design: design, sessions: (0..<rows).map { dayOfRow[$0] + firstDay },
      span: first...last)
  }

  private func storeFit(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ returns: UnsafePointer<Double>, _ fit: Fit, observed: Int
  ) {
    let (residuals, rows) = (fit.residuals, fit.residuals.count)
    let aboutMean = design.residualVariance == .aboutMean
    let parameters = aboutMean ? 1 : design.termCount + design.varianceTermCount
    let squares = aboutMean ? residuals.sumOfSquaredDeviations ?? .missing : fit.squares
    result.degreesOfFreedom[event] = Int32(observed - parameters)
    let variance = fit.variance?.mean ?? squares / Double(rows - parameters)
    result.sigma.values[event] = variance.squareRoot()
    result.rSquared.values[event] = aboutMean ? .missing : rSquared(fit)
    leastSquares.inverseGram(into: result.inverseGram.row(event))
    storeCoefficientErrors(event, design)
    storeResiduals(event, residuals)
    let firstDay = result.layout.estimationDays.first + aligned.session.position
    let grid = study.grids[aligned.grid]
    result.firstSession[event] = Int32(grid.date(at: dayOfRow[0] + firstDay) ?? .min)
    result.lastSession[event] = Int32(grid.date(at: dayOfRow[rows - 1] + firstDay) ?? .min)
    guard describesEvents else { return }
    diagnostics.fill(
      result.diagnostics.row(event), residuals: residuals, leastSquares,
      window(event, aligned, returns + firstDay, rows: rows))
  }

  /// Stores the parameters of a variance that moves, and the deviations it foresees for the event
  /// days.
  private func storeVariance(
    _ event: Int, _ aligned: EventInstance.Aligned, _ design: DesignColumns,
    _ variance: ErrorVariance, rows: Int
  ) {
    let terms = design.termCount + (design.total == nil ? 0 : 1)
    for (index, value) in variance.parameters.enumerated() {
      result.coefficients.row(event)[terms + index] = value
    }
    guard let scales = result.scales?.row(event) else { return }
    let lastDay = dayOfRow[rows - 1] + result.layout.estimationDays.first
    for (column, day) in result.layout.eventDays.days.enumerated() {
      scales[column] = (variance.forecast(day - lastDay) / variance.mean).squareRoot()
    }
  }

  private func storeResiduals(_ event: Int, _ residuals: UnsafeBufferPointer<Double>) {
    guard let source = residuals.baseAddress else { return }
    let (target, rows) = (result.residuals.row(event), residuals.count)
    if dayOfRow[rows - 1] - dayOfRow[0] == rows - 1 {
      (target + dayOfRow[0]).update(from: source, count: rows)
    } else {
      for row in 0..<rows { target[dayOfRow[row]] = source[row] }
    }
    var positive = 0
    for row in 0..<rows { positive &+= source[row] > 0 ? 1 : 0 }
    result.positiveShare.values[event] = Double(positive) / Double(rows)
  }

  /// The standard errors of least squares, and the total of coefficients with its own.
  private func storeCoefficientErrors(_ event: Int, _ design: DesignColumns) {
    guard design.estimator == nil else { return }
    let (coefficients, errors) = (
      result.coefficients.row(event), result.coefficientErrors.row(event)
    )
    let sigma = result.sigma[event]
    for term in 0..<design.termCount {
      errors[term] = sigma * leastSquares.inverseDiagonal(term).squareRoot()
    }
    guard let total = design.total else { return }
    for term in 0..<design.termCount { sums[term] = total.terms.contains(term) ? 1 : 0 }
    coefficients[design.termCount] = total.terms.reduce(0) { $0 + coefficients[$1] }
    errors[design.termCount] = sigma * leastSquares.quadraticForm(sums).squareRoot()
  }

  private func rSquared(_ fit: Fit) -> Double {
    let response = UnsafeBufferPointer(start: leastSquares.response, count: fit.residuals.count)
    guard let total = response.sumOfSquaredDeviations, total > 0 else { return .missing }
    return 1 - fit.squares / total
  }
}
