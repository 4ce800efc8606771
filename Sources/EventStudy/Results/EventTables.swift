import MarketData
import Statistics
import Tables

/// `events`: every input event, included or not.
func eventsTable(
  _ inputs: StudyInputs, _ study: AlignedStudy, _ names: InstanceNames, _ outcomes: EventOutcomes
) -> Table {
  let rows = study.instances
  let events = rows.map { inputs.events[$0.event] }
  let sessions = rows.map { $0.session(in: study) }
  return Table(
    "events",
    names.columns(Array(rows.indices)) + [
      Column("market", texts: rows.map(\.market.rawValue)),
      Column("event_group", texts: events.map(\.group)),
      Column("title", texts: events.map(\.title)),
      Column("event_time", texts: events.map(\.time.stamp)),
      Column("time_zone", texts: events.map(\.time.zoneName)),
      Column("event_date", dates: events.map { $0.time.date.ordinal }),
      Column("session", dates: sessions.map { $0?.date }),
      Column("shift_days", integers: sessions.map { $0?.assignment.shiftDays }),
      Column("alignment", texts: sessions.map { $0?.assignment.reason }),
      Column("n_estimation", integers: outcomes.observations),
      Column("status", texts: outcomes.isIncluded.map { $0 ? "included" : "excluded" }),
      Column("reason", texts: outcomes.reasons),
    ])
}

extension EventInstance {
  /// The session of an event that got as far as one.
  func session(in study: AlignedStudy) -> (assignment: SessionAssignment, date: Int)? {
    switch state {
    case .aligned(let aligned):
      (aligned.session, Int(study.date(of: aligned)))
    case .excluded(_, let assignment?, let grid?):
      study.grids[grid].date(at: assignment.position).map { (assignment, Int($0)) }
    case .excluded: nil
    }
  }
}

/// `models`: every coefficient with its standard error.
func modelsTable(_ fits: [FittedEvents], _ names: InstanceNames, _ alternative: Alternative)
  -> Table
{
  var rows = EventModelRows(capacity: fits.reduce(0) { $0 + $1.count * $1.terms.count })
  var (terms, labels) = ([Int32](), Labels())
  var (estimates, errors, statistics, pValues) = ([Double](), [Double](), [Double](), [Double]())
  for event in 0..<(fits.first?.count ?? 0) {
    for (model, fitted) in fits.enumerated() where fitted.isIncluded(event) {
      let null = NullDistribution.studentT(
        degreesOfFreedom: Double(fitted.degreesOfFreedom[event]))
      for (term, name) in fitted.terms.enumerated() {
        let (estimate, error) = (
          fitted.coefficients[event, term], fitted.coefficientErrors[event, term]
        )
        let varies = fitted.isStandardizable(event) && !error.isMissing
        rows.append(event, model)
        terms.append(labels.code(name))
        estimates.append(estimate)
        errors.append(error)
        statistics.append(varies ? estimate / error : .missing)
        pValues.append(varies ? PValues(of: estimate / error, under: null)[alternative] : .missing)
      }
    }
  }
  return Table(
    "models",
    rows.columns(names, fits) + [
      Column("term", .text(codes: terms, labels: labels.texts)),
      Column("estimate", numbers: estimates), Column("std_error", numbers: errors),
      Column("statistic", numbers: statistics), Column("p_value", numbers: pValues),
    ])
}

/// `fits`: one row for every event that got as far as a fit, under every model.
func fitsTable(_ fits: [FittedEvents], _ study: AlignedStudy, _ names: InstanceNames) -> Table {
  var rows = EventModelRows(capacity: fits.count * study.instances.count)
  for event in study.instances.indices where study.instances[event].aligned != nil {
    for model in fits.indices { rows.append(event, model) }
  }
  func integers(_ value: (FittedEvents, Int) -> Int32) -> [Int?] {
    rows.map(fits) { fitted, event in value(fitted, event) == .min ? nil : Int(value(fitted, event))
    }
  }
  func number(_ matrix: KeyPath<FittedEvents, Matrix>, _ column: Int) -> [Double] {
    let matrices = fits.map { $0[keyPath: matrix] }
    return zip(rows.events, rows.models).map { event, model in matrices[model][event, column] }
  }
  return Table(
    "fits",
    rows.columns(names, fits) + [
      Column("n_estimation", integers: integers { $0.observations[$1] }),
      Column(
        "k",
        integers: rows.map(fits) { fitted, _ in
          fitted.parameterCount + fitted.varianceTermCount
        }),
      Column("sigma", numbers: number(\.sigma, 0)),
      Column("r_squared", numbers: number(\.rSquared, 0)),
      Column("estimation_start", dates: integers { $0.firstSession[$1] }),
      Column("estimation_end", dates: integers { $0.lastSession[$1] }),
    ]
      + diagnosticColumns(number) + neighbourColumns(rows.events, study) + [
        Column(
          "status",
          texts: rows.map(fits) { fitted, event in
            fitted.isIncluded(event) ? "ok" : "undefined"
          }),
        Column(
          "reason",
          texts: rows.map(fits) { fitted, event in
            switch fitted.states[event] {
            case .fitted: nil
            case .zeroVariance: zeroVariance
            case .excluded(let exclusion): exclusion.rawValue
            }
          }),
      ])
}

private func diagnosticColumns(_ number: (KeyPath<FittedEvents, Matrix>, Int) -> [Double])
  -> [Column]
{
  FitDiagnostics.names.enumerated().map { index, name in
    let values = number(\.diagnostics, index)
    guard FitDiagnostics.counts.contains(name) else { return Column(name, numbers: values) }
    return Column(name, integers: values.map { $0.isMissing ? nil : Int($0) })
  }
}

/// How many other events of the study are near each event.
private func neighbourColumns(_ events: [Int], _ study: AlignedStudy) -> [Column] {
  let calendar = EventCalendar(study)
  func counts(_ value: (EventInstance, EventInstance.Aligned, [Int64]) -> Int) -> [Int?] {
    let found = study.instances.map { instance in
      instance.aligned.map { value(instance, $0, study.grids[$0.grid].sessions) }
    }
    return events.map { found[$0] }
  }
  return [
    Column(
      "overlap_count",
      integers: counts { _, place, dates in calendar.overlaps(with: place, in: dates) }),
    Column(
      "events_in_estimation",
      integers: counts { instance, place, dates in
        calendar.eventsInEstimation(of: instance.symbol, at: place, in: dates)
      }),
  ]
}

/// The events and models of a table's rows.
struct EventModelRows {
  private(set) var events: [Int] = []
  private(set) var models: [Int] = []

  /// - Parameter capacity: About how many rows there will be.
  init(capacity: Int) {
    events.reserveCapacity(capacity)
    models.reserveCapacity(capacity)
  }

  mutating func append(_ event: Int, _ model: Int) {
    events.append(event)
    models.append(model)
  }

  mutating func append(_ event: Int, _ model: Int, count: Int) {
    events.append(contentsOf: repeatElement(event, count: count))
    models.append(contentsOf: repeatElement(model, count: count))
  }

  func map<Value>(_ fits: [FittedEvents], _ value: (FittedEvents, Int) -> Value) -> [Value] {
    zip(events, models).map { value(fits[$1], $0) }
  }

  /// The three leading columns.
  func columns(_ names: InstanceNames, _ fits: [FittedEvents]) -> [Column] {
    names.columns(events) + [
      Column(
        "model",
        .text(codes: models.map(Int32.init), labels: fits.map(\.model.id.rawValue)))
    ]
  }
}
