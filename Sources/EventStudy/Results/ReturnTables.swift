import MarketData
import Tables

/// `ar`: abnormal returns of every included event, model and event day.
func arTable(_ fits: [FittedEvents], _ study: AlignedStudy, _ names: InstanceNames) -> Table {
  let runs = runs(of: fits, study)
  let rowCount = runs.last?.end ?? 0
  var rows = EventModelRows(capacity: rowCount)
  var columns = ReturnColumns(capacity: rowCount)
  for run in runs {
    rows.append(run.event, run.model, count: run.window.count)
    columns.append(
      fits[run.model], run.event, values: run.cells(\.abnormal, fits),
      p: run.cells(\.abnormalP, fits)
    ) { index in
      absence(
        of: run.cells(\.actual, fits)[index],
        at: run.place.session.position + run.window.first + index,
        study.gaps[run.place.series])
    }
  }
  func number(_ matrix: KeyPath<FittedEvents, Matrix>) -> [Double] {
    filled(runs) { run, target in
      target.initialize(
        from: run.cells(matrix, fits).baseAddress.unsafelyUnwrapped, count: run.window.count)
    }
  }
  let standardized: [Double] = filled(runs) { run, target in
    let (values, errors) = (run.cells(\.abnormal, fits), run.cells(\.abnormalErrors, fits))
    for index in values.indices { target[index] = values[index] / errors[index] }
  }
  let days: [Int] = filled(runs) { run, target in
    for (index, day) in run.window.days.enumerated() { target[index] = day }
  }
  let sessions: [Int32] = filled(runs) { run, target in
    for (index, day) in run.window.days.enumerated() {
      let date = study.grids[run.place.grid].date(at: run.place.session.position + day)
      target[index] = date.map(Int32.init) ?? .min
    }
  }
  return Table(
    "ar",
    rows.columns(names, fits) + [
      Column("rel_day", .integer(days)), Column("session", .date(sessions)),
      Column("actual", numbers: number(\.actual)), Column("expected", numbers: number(\.expected)),
      Column("ar", numbers: number(\.abnormal)),
      Column("std_error", numbers: number(\.abnormalErrors)),
      Column("sar", numbers: standardized), Column("statistic", numbers: standardized),
    ] + columns.inference + columns.stateColumns)
}

/// The rows of one event and model in table `ar`.
private struct DayRun {
  let event: Int
  let model: Int
  let place: EventInstance.Aligned
  let first: Int
  var window: Window { place.eventWindow }
  var end: Int { first + window.count }

  /// The cells of the run in a matrix of event days.
  func cells(_ matrix: KeyPath<FittedEvents, Matrix>, _ fits: [FittedEvents])
    -> UnsafeBufferPointer<Double>
  {
    let fitted = fits[model]
    let column = window.first - fitted.layout.eventDays.first
    return UnsafeBufferPointer(
      start: fitted[keyPath: matrix].row(event) + column, count: window.count)
  }
}

private func runs(of fits: [FittedEvents], _ study: AlignedStudy) -> [DayRun] {
  var runs: [DayRun] = []
  for event in study.instances.indices {
    guard let place = study.instances[event].aligned else { continue }
    for model in fits.indices where fits[model].isIncluded(event) {
      runs.append(
        DayRun(event: event, model: model, place: place, first: runs.last?.end ?? 0))
    }
  }
  return runs
}

/// One value a row, which `fill` writes for one run at a time.
private func filled<Value>(
  _ runs: [DayRun], _ fill: (DayRun, UnsafeMutablePointer<Value>) -> Void
) -> [Value] {
  let count = runs.last?.end ?? 0
  return [Value](unsafeUninitializedCapacity: count) { values, initialized in
    if let base = values.baseAddress { for run in runs { fill(run, base + run.first) } }
    initialized = count
  }
}

/// Why a session has no abnormal return: the price series' reason, or a missing regressor.
private func absence(of actual: Double, at session: Int, _ gaps: PriceGaps) -> String? {
  let absence = actual.isMissing ? gaps.absence(at: session) : gaps.outside
  return absence.rawValue
}

/// `car`: cumulative abnormal returns of every included event, model and window.
///
/// `statistic` is CAR over its exact standard error; `scar` the sum of SAR over sqrt(L), Patell's
/// cumulation.
func carTable(_ fits: [FittedEvents], _ names: InstanceNames) -> Table {
  let capacity = fits.reduce(0) { $0 + $1.count * $1.layout.windows.count }
  var rows = EventModelRows(capacity: capacity)
  var columns = ReturnColumns(capacity: capacity)
  var (windows, validDays) = ([Window](), [Int]())
  var (cumulative, errors, standardized, statistics, held) = (
    [Double](), [Double](), [Double](), [Double](), [Double]()
  )
  for event in 0..<(fits.first?.count ?? 0) {
    for (model, fitted) in fits.enumerated() where fitted.isIncluded(event) {
      for (index, window) in fitted.layout.windows.enumerated()
      where !fitted.validDays[event, index].isMissing {
        rows.append(event, model)
        windows.append(window)
        validDays.append(Int(fitted.validDays[event, index]))
        cumulative.append(fitted.cumulative[event, index])
        let error = fitted.cumulativeErrors[event, index]
        errors.append(error)
        standardized.append(fitted.cumulatedStandardized[event, index])
        statistics.append(fitted.cumulative[event, index] / error)
        held.append(fitted.buyAndHold[event, index])
        columns.append(
          fitted, event,
          values: UnsafeBufferPointer(start: fitted.cumulative.row(event) + index, count: 1),
          p: UnsafeBufferPointer(start: fitted.cumulativeP.row(event) + index, count: 1)
        ) { _ in fitted.absence(event, windowAt: index)?.rawValue }
      }
    }
  }
  return Table(
    "car",
    rows.columns(names, fits) + [
      Column("window_start", .integer(windows.map(\.first))),
      Column("window_end", .integer(windows.map(\.last))), Column("n_days", .integer(validDays)),
      Column("car", numbers: cumulative), Column("std_error", numbers: errors),
      Column("scar", numbers: standardized), Column("statistic", numbers: statistics),
    ] + columns.inference + [Column("bhar", numbers: held)] + columns.stateColumns)
}

/// The words of result tables for whether a row has its statistic.
enum RowState {
  static let names = ["ok", "approximate", "undefined"]
  static let ok: Int32 = 0
  static let approximate: Int32 = 1
  static let undefined: Int32 = 2
}

/// The columns that tables of abnormal returns end with.
private struct ReturnColumns {
  private var degreesOfFreedom: [Int] = []
  private var pValues: [Double] = []
  private var states: [Int32] = []
  private var reasons: [Int32] = []
  private var labels = Labels()

  init(capacity: Int) {
    degreesOfFreedom.reserveCapacity(capacity)
    pValues.reserveCapacity(capacity)
    states.reserveCapacity(capacity)
    reasons.reserveCapacity(capacity)
  }

  /// Adds an event's rows; `absence` tells why the row at an index has no value.
  mutating func append(
    _ fitted: FittedEvents, _ event: Int, values: UnsafeBufferPointer<Double>,
    p: UnsafeBufferPointer<Double>, absence: (Int) -> String?
  ) {
    let varies = fitted.isStandardizable(event)
    let freedom = Int(fitted.degreesOfFreedom[event])
    let state = fitted.isApproximate ? RowState.approximate : RowState.ok
    let reason = labels.code(
      !varies ? zeroVariance : fitted.isApproximate ? "approximate_prediction_error" : nil)
    pValues.append(contentsOf: p)
    for (index, value) in values.enumerated() {
      let isDefined = varies && !value.isMissing
      degreesOfFreedom.append(isDefined ? freedom : .min)
      states.append(isDefined ? state : RowState.undefined)
      reasons.append(value.isMissing ? labels.code(absence(index)) : reason)
    }
  }

  var inference: [Column] {
    [Column("df", .integer(degreesOfFreedom)), Column("p_value", numbers: pValues)]
  }

  var stateColumns: [Column] {
    [
      Column("status", .text(codes: states, labels: RowState.names)),
      Column("reason", .text(codes: reasons, labels: labels.texts)),
    ]
  }
}
