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
    let dates = study.grids[aligned.grid].sessions
    for (model, fitted) in fits.enumerated() where fitted.isIncluded(event) {
      for day in aligned.eventWindow.days {
        let column = day - fitted.layout.eventDays.first
        let position = aligned.session.position + day
        rows.append(event, model)
        days.append(day)
        sessions.append(dates.indices.contains(position) ? Int32(dates[position]) : .min)
        actual.append(fitted.actual[event, column])
        expected.append(fitted.expected[event, column])
        abnormal.append(fitted.abnormal[event, column])
        let error = fitted.abnormalErrors[event, column]
        errors.append(error)
        standardized.append(fitted.abnormal[event, column] / error)
        columns.append(
          fitted, event, isPresent: !fitted.abnormal[event, column].isMissing,
          p: fitted.abnormalP[event, column],
          absence: absence(
            of: fitted.actual[event, column], at: position, study.gaps[aligned.series]))
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

/// Why a session has no abnormal return: the price series' reason, or a missing regressor.
private func absence(of actual: Double, at session: Int, _ gaps: PriceGaps) -> String? {
  let absence = actual.isMissing ? gaps.absence(at: session) : .missingReturn
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
          fitted, event, isPresent: !fitted.cumulative[event, index].isMissing,
          p: fitted.cumulativeP[event, index],
          absence: fitted.absence(event, windowAt: index)?.rawValue)
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

/// The columns that tables of abnormal returns end with.
private struct ReturnColumns {
  private var degreesOfFreedom: [Int] = []
  private var pValues: [Double] = []
  private var states: [Int32] = []
  private var reasons: [Int32] = []
  private var labels = Labels()

  mutating func append(
    _ fitted: FittedEvents, _ event: Int, isPresent: Bool, p: Double, absence: String?
  ) {
    let varies = fitted.isStandardizable(event)
    let isDefined = isPresent && varies
    degreesOfFreedom.append(isDefined ? Int(fitted.degreesOfFreedom[event]) : .min)
    pValues.append(p)
    let approximation = fitted.isApproximate ? "approximate_prediction_error" : nil
    let defined = approximation == nil ? "ok" : "approximate"
    states.append(labels.code(isDefined ? defined : "undefined"))
    reasons.append(
      labels.code(isDefined ? approximation : isPresent ? zeroVariance : absence))
  }

  var inference: [Column] {
    [Column("df", .integer(degreesOfFreedom)), Column("p_value", numbers: pValues)]
  }

  var stateColumns: [Column] {
    [
      Column("status", .text(codes: states, labels: labels.texts)),
      Column("reason", .text(codes: reasons, labels: labels.texts)),
    ]
  }
}
