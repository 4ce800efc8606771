import MarketData
import Tables

/// `ar`: abnormal returns of every included event, model and event day.
func arTable(_ fits: [FittedEvents], _ study: AlignedStudy, _ names: InstanceNames) -> Table {
  var rows = EventModelRows()
  var columns = ReturnColumns()
  var (days, sessions) = ([Int](), [Int32]())
  var (actual, expected, abnormal, errors, standardized) = (
    [Double](), [Double](), [Double](), [Double](), [Double]()
  )
  for event in study.instances.indices {
    guard let aligned = study.instances[event].aligned else { continue }
    let (window, grid) = (aligned.eventWindow, study.grids[aligned.grid])
    for (model, fitted) in fits.enumerated() where fitted.isIncluded(event) {
      func cells(_ matrix: Matrix) -> UnsafeBufferPointer<Double> {
        fitted.days(of: matrix, event, window)
      }
      rows.append(event, model, count: window.count)
      days.append(contentsOf: window.days)
      for day in window.days {
        let position = aligned.session.position + day
        sessions.append(grid.date(at: position).map(Int32.init) ?? .min)
      }
      actual.append(contentsOf: cells(fitted.actual))
      expected.append(contentsOf: cells(fitted.expected))
      abnormal.append(contentsOf: cells(fitted.abnormal))
      errors.append(contentsOf: cells(fitted.abnormalErrors))
      for (value, error) in zip(cells(fitted.abnormal), cells(fitted.abnormalErrors)) {
        standardized.append(value / error)
      }
      columns.append(
        fitted, event, values: cells(fitted.abnormal), p: cells(fitted.abnormalP)
      ) { index in
        let position = aligned.session.position + window.first + index
        return absence(
          of: cells(fitted.actual)[index], at: position, study.gaps[aligned.series])
      }
    }
  }
  return Table(
    "ar",
    rows.columns(names, fits) + [
      Column("rel_day", .integer(days)), Column("session", .date(sessions)),
      Column("actual", numbers: actual), Column("expected", numbers: expected),
      Column("ar", numbers: abnormal), Column("std_error", numbers: errors),
      Column("sar", numbers: standardized), Column("statistic", numbers: standardized),
    ] + columns.inference + columns.stateColumns)
}

extension FittedEvents {
  /// The cells of an event's window in a matrix of event days.
  fileprivate func days(of matrix: Matrix, _ event: Int, _ window: Window)
    -> UnsafeBufferPointer<Double>
  {
    UnsafeBufferPointer(
      start: matrix.row(event) + (window.first - layout.eventDays.first), count: window.count)
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
  var rows = EventModelRows()
  var columns = ReturnColumns()
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
