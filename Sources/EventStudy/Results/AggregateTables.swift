import MarketData
import Statistics
import Tables

/// `aar`: average abnormal returns of every model, group and event day.
func aarTable(_ aggregates: [[GroupAggregate]], _ fits: [FittedEvents]) -> Table {
  let rows = PointRows(aggregates, fits, of: \.days)
  let running = aggregates.flatMap { groups in
    groups.flatMap { runningSums($0.days.map(\.average.mean)) }
  }
  return Table(
    "aar",
    rows.leading + [
      Column("rel_day", .integer(rows.points.map(\.sample.window.first))), rows.eventCounts,
      Column("aar", numbers: rows.means), Column("caar", numbers: running),
    ] + rows.spread)
}

/// `caar`: average cumulative abnormal returns of every model, group and window.
func caarTable(_ aggregates: [[GroupAggregate]], _ fits: [FittedEvents]) -> Table {
  let rows = PointRows(aggregates, fits, of: \.windows)
  return Table(
    "caar",
    rows.leading + rows.windows + [rows.eventCounts, Column("caar", numbers: rows.means)]
      + rows.spread
      + [Column("abhar", numbers: rows.points.map { $0.meanBuyAndHold ?? .missing })])
}

/// `tests`: every statistic of every model, group, day or window, with what judges it.
func testsTable(_ study: Study, _ aggregates: [[GroupAggregate]], _ fits: [FittedEvents]) -> Table {
  var rows: [TestRow] = []
  for (model, groups) in aggregates.enumerated() {
    for group in groups {
      for points in [group.days, group.windows] {
        rows += testRows(points, study, model: fits[model].model.id.rawValue, group: group.group)
      }
    }
  }
  return Table(
    "tests",
    [
      Column("model", texts: rows.map(\.model)), Column("event_group", texts: rows.map(\.group)),
      Column("level", texts: rows.map(\.sample.level.rawValue)),
      Column("window_start", integers: rows.map(\.sample.window.first)),
      Column("window_end", integers: rows.map(\.sample.window.last)),
      Column("test", texts: rows.map(\.test)),
      Column("variant", texts: rows.map(\.variant)),
      Column(
        "n_events", integers: rows.map { $0.statistic?.eventCount ?? $0.sample.abnormal.count }),
      number("estimate", rows) { $0.estimate }, number("std_error", rows) { $0.standardError },
      number("statistic", rows) { $0.statistic },
      Column("distribution", texts: rows.map { $0.statistic?.distribution }),
      Column("df", integers: rows.map { $0.statistic?.degreesOfFreedom }),
      number("p_value", rows) { $0.pValues[study.spec.alternative] },
      number("p_lower", rows) { $0.pValues.lower }, number("p_upper", rows) { $0.pValues.upper },
      Column("p_adjusted", numbers: rows.map { $0.adjusted ?? .missing }),
      Column("status", texts: rows.map(\.status)), Column("reason", texts: rows.map(\.reason)),
      number("conf_low", rows) { $0.confidence?.lowerBound },
      number("conf_high", rows) { $0.confidence?.upperBound },
    ])
}

private func number(
  _ name: String, _ rows: [TestRow], _ value: (TestStatistic) -> Double?
) -> Column {
  Column(name, numbers: rows.map { $0.statistic.flatMap(value) ?? .missing })
}

/// An outcome in the words of result tables.
struct OutcomeStatus {
  let status: String
  let reason: String?

  init(_ outcome: Result<TestStatistic, Inapplicable>) {
    switch outcome {
    case .success(let statistic):
      status = statistic.approximation == nil ? "ok" : "approximate"
      reason = statistic.approximation
    case .failure(let inapplicable):
      status = "undefined"
      reason = inapplicable.rawValue
    }
  }
}

private struct TestRow {
  let model: String
  let group: String
  let test: String
  let variant: String
  let sample: Sample
  let outcome: Result<TestStatistic, Inapplicable>
  var adjusted: Double?

  var statistic: TestStatistic? { try? outcome.get() }

  var status: String { OutcomeStatus(outcome).status }
  var reason: String? { OutcomeStatus(outcome).reason }
}

/// The rows of a group's days or of its windows.
///
/// The family of the adjusted p-values is one test over all of them.
private func testRows(
  _ points: [GroupAggregate.Point], _ study: Study, model: String, group: String
) -> [TestRow] {
  let alternative = study.spec.alternative
  let adjusted = study.tests.indices.map { test in
    study.spec.multipleTesting.adjusted(
      points.map { try? $0.outcomes[test].get() }, alternative)
  }
  return points.enumerated().flatMap { position, point in
    study.tests.enumerated().map { test, entry in
      TestRow(
        model: model, group: group, test: entry.id.rawValue, variant: entry.variant,
        sample: point.sample, outcome: point.outcomes[test], adjusted: adjusted[test][position])
    }
  }
}

/// The points of all models and groups as rows, with the columns their tables share.
private struct PointRows {
  let points: [GroupAggregate.Point]
  let leading: [Column]

  init(
    _ aggregates: [[GroupAggregate]], _ fits: [FittedEvents],
    of part: KeyPath<GroupAggregate, [GroupAggregate.Point]>
  ) {
    var (models, groups) = ([String?](), [String?]())
    var points: [GroupAggregate.Point] = []
    for (model, aggregate) in aggregates.enumerated() {
      for group in aggregate {
        points += group[keyPath: part]
        for _ in group[keyPath: part] {
          models.append(fits[model].model.id.rawValue)
          groups.append(group.group)
        }
      }
    }
    self.points = points
    leading = [Column("model", texts: models), Column("event_group", texts: groups)]
  }

  var means: [Double] { points.map { $0.average.mean ?? .missing } }

  var eventCounts: Column {
    Column("n_events", .integer(points.map(\.sample.abnormal.count)))
  }

  var windows: [Column] {
    [
      Column("window_start", .integer(points.map(\.sample.window.first))),
      Column("window_end", .integer(points.map(\.sample.window.last))),
    ]
  }

  /// Median, share of positive values among the nonzero ones, and the 95% interval.
  var spread: [Column] {
    [
      Column("median", numbers: points.map { $0.median ?? .missing }),
      Column("positive_share", numbers: points.map { positiveShare($0.sample.abnormal) }),
      Column("conf_low", numbers: points.map { $0.average.confidence?.lowerBound ?? .missing }),
      Column("conf_high", numbers: points.map { $0.average.confidence?.upperBound ?? .missing }),
    ]
  }
}

private func positiveShare(_ values: [Double]) -> Double {
  let nonzero = values.count { $0 != 0 }
  return nonzero == 0 ? .missing : Double(values.count { $0 > 0 }) / Double(nonzero)
}
