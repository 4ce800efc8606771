import MarketData

/// A return model fitted to every event of a study: one row an event, in contiguous matrices.
///
/// Rows are written by several threads, each row by one, while the fit runs; afterwards nothing
/// changes.
final class FittedEvents: @unchecked Sendable {
  /// What became of an event under this model.
  enum State: Hashable, Sendable {
    case fitted
    /// Fitted, but the residuals do not vary: no standardized statistic exists.
    case zeroVariance
    case excluded(Exclusion)
  }

  let model: any ReturnModel
  /// The names of the coefficients, a total of some of them last; then those of the parameters of
  /// a variance that moves.
  let terms: [String]
  /// The number of estimated coefficients, k, without those of a variance.
  let parameterCount: Int
  /// The number of estimated parameters of a variance that moves.
  let varianceTermCount: Int
  /// Whether the standard errors of single events are those of another estimator.
  let isApproximate: Bool
  let layout: StudyLayout
  /// What missing abnormal returns do to cumulative ones.
  let missing: StudySpec.Missing
  let count: Int
  /// The regressors of every grid.
  let designs: [DesignColumns]

  let states: UnsafeMutablePointer<State>
  /// Valid estimation sessions, and the first and last of them as date ordinals.
  let observations: UnsafeMutablePointer<Int32>
  let firstSession: UnsafeMutablePointer<Int32>
  let lastSession: UnsafeMutablePointer<Int32>
  let degreesOfFreedom: UnsafeMutablePointer<Int32>

  /// One value an event.
  let sigma: Matrix
  let rSquared: Matrix
  let positiveShare: Matrix
  /// One value an event and term.
  let coefficients: Matrix
  let coefficientErrors: Matrix
  /// (X'X)^-1 of an event's estimation window, row by row.
  let inverseGram: Matrix
  /// One value an event and estimation day.
  let residuals: Matrix
  /// One value an event and event day.
  let actual: Matrix
  let expected: Matrix
  let abnormal: Matrix
  let abnormalErrors: Matrix
  let abnormalP: Matrix
  /// One value an event and window.
  let cumulative: Matrix
  let cumulativeErrors: Matrix
  let cumulativeP: Matrix
  let validDays: Matrix
  let cumulatedStandardized: Matrix
  let buyAndHold: Matrix
  /// The deviation of the errors of every event day in units of that of the residuals: of bars by the
  /// clock time, of sessions as a variance that moves foresees it; `nil` when all days are alike.
  let scales: Matrix?
  /// What abnormal returns were before they were squared; `nil` when the study measures no
  /// volatility.
  let unsquared: Unsquared?
  /// One value an event and diagnostic, in the order of `FitDiagnostics.names`.
  let diagnostics: Matrix

  /// Abnormal returns and their standard errors, one value an event and event day.
  struct Unsquared: Sendable {
    let abnormal: Matrix
    let errors: Matrix
  }

  convenience init(
    model: any ReturnModel, _ regression: Regression?, _ designs: [DesignColumns],
    layout: StudyLayout, spec: StudySpec, count: Int
  ) {
    let names = regression?.terms.map(\.name) ?? []
    let varianceTerms = regression?.varianceTerms ?? []
    self.init(
      model: model,
      terms: names + (regression?.total.map { [$0.name] } ?? []) + varianceTerms,
      parameterCount: names.count, varianceTermCount: varianceTerms.count,
      isApproximate: regression?.estimator != nil, designs: designs,
      layout: layout, missing: spec.missing, squares: spec.measure == .volatility,
      scales: spec.bars != nil || !varianceTerms.isEmpty, count: count)
  }

  /// Room for other fits of the same model.
  convenience init(like other: FittedEvents, count: Int) {
    self.init(
      model: other.model, terms: other.terms, parameterCount: other.parameterCount,
      varianceTermCount: other.varianceTermCount, isApproximate: other.isApproximate,
      designs: other.designs, layout: other.layout,
      missing: other.missing, squares: other.unsquared != nil,
      scales: other.scales != nil, count: count)
  }

  private init(
    model: any ReturnModel, terms: [String], parameterCount: Int, varianceTermCount: Int,
    isApproximate: Bool, designs: [DesignColumns], layout: StudyLayout, missing: StudySpec.Missing,
    squares: Bool,
    scales: Bool, count: Int
  ) {
    self.model = model
    self.terms = terms
    self.parameterCount = parameterCount
    self.varianceTermCount = varianceTermCount
    self.isApproximate = isApproximate
    self.layout = layout
    self.missing = missing
    self.count = count
    self.designs = designs
    states = .allocate(capacity: count)
    states.initialize(repeating: .excluded(.noEventData), count: count)
    func integers() -> UnsafeMutablePointer<Int32> {
      let values = UnsafeMutablePointer<Int32>.allocate(capacity: count)
      values.initialize(repeating: .min, count: count)
      return values
    }
    (observations, firstSession, lastSession, degreesOfFreedom) = (
      integers(), integers(), integers(), integers()
    )
    func matrix(_ columns: Int) -> Matrix { Matrix(rows: count, columns: columns) }
    (sigma, rSquared, positiveShare) = (matrix(1), matrix(1), matrix(1))
    (coefficients, coefficientErrors) = (matrix(terms.count), matrix(terms.count))
    inverseGram = matrix(parameterCount * parameterCount)
    func matrix(of days: Window) -> Matrix { Matrix(uninitialized: count, columns: days.count) }
    residuals = matrix(of: layout.estimationDays)
    let days = layout.eventDays
    (actual, expected, abnormal) = (matrix(of: days), matrix(of: days), matrix(of: days))
    (abnormalErrors, abnormalP) = (matrix(of: days), matrix(of: days))
    let windows = layout.windows.count
    (cumulative, cumulativeErrors, cumulativeP) = (
      matrix(windows), matrix(windows), matrix(windows)
    )
    (validDays, cumulatedStandardized, buyAndHold) = (
      matrix(windows), matrix(windows), matrix(windows)
    )
    self.scales = scales ? matrix(of: days) : nil
    unsquared =
      squares ? Unsquared(abnormal: matrix(of: days), errors: matrix(of: days)) : nil
    diagnostics = matrix(FitDiagnostics.names.count)
  }

  deinit {
    states.deinitialize(count: count)
    states.deallocate()
    for values in [observations, firstSession, lastSession, degreesOfFreedom] {
      values.deallocate()
    }
  }

  /// Makes the days of an event missing, which they are not from the start: the thread that fits
  /// the event does it, to share the work and to find the memory in its cache.
  func clearDays(of event: Int) {
    residuals.clear(event)
    actual.clear(event)
    expected.clear(event)
    abnormal.clear(event)
    abnormalErrors.clear(event)
    abnormalP.clear(event)
    scales?.row(event).initialize(repeating: 1, count: layout.eventDays.count)
    unsquared?.abnormal.clear(event)
    unsquared?.errors.clear(event)
  }

  /// Whether the event has abnormal returns.
  func isIncluded(_ event: Int) -> Bool {
    if case .excluded = states[event] { false } else { true }
  }

  /// The number of coefficients whose errors are part of prediction errors: none beside a variance
  /// that moves, whose forecast is of the errors alone.
  var uncertainCount: Int { varianceTermCount > 0 ? 0 : parameterCount }

  /// Why an event has no cumulative abnormal return over a window; `nil` when it has one.
  func absence(_ event: Int, windowAt index: Int) -> Inapplicable? {
    guard cumulative[event, index].isMissing else { return nil }
    let window = layout.windows[index]
    let valid = window.days.filter { !abnormal[event, $0 - layout.eventDays.first].isMissing }
    return missing.absence(
      validDays: valid.count, of: window, lastIsValid: valid.last == window.last)
  }

  /// Whether the event has standardized abnormal returns.
  func isStandardizable(_ event: Int) -> Bool { states[event] == .fitted }
}

/// A row-major matrix whose entries start out missing, unless it says otherwise.
final class Matrix: @unchecked Sendable {
  let rows: Int
  let columns: Int
  let values: UnsafeMutablePointer<Double>

  convenience init(rows: Int, columns: Int) {
    self.init(uninitialized: rows, columns: columns)
    values.initialize(repeating: .missing, count: rows * columns)
  }

  /// A matrix whose rows are each made missing by whoever fills them.
  init(uninitialized rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = .allocate(capacity: rows * columns)
  }

  deinit { values.deallocate() }

  func row(_ row: Int) -> UnsafeMutablePointer<Double> { values + row * columns }

  func clear(_ row: Int) { self.row(row).initialize(repeating: .missing, count: columns) }

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  var allColumns: [[Double]] { (0..<columns).map(column) }

  func column(_ column: Int) -> [Double] { (0..<rows).map { self[$0, column] } }

  /// The only value of a row of a one-column matrix.
  subscript(row: Int) -> Double { values[row] }
}
