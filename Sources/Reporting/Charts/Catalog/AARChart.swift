import EventStudy
import Tables

/// The average abnormal return of every day, with marks of significance.
struct AARChart: Chart {
  let id = "aar"
  let title = "Average abnormal return by day"
  let shows = "The AAR of each day of the event window, marked where it is significant."
  let choices: Set<ChartChoice> = [.model, .group]

  private static let kinds = ["significant at 5%", "not significant", "no test"]

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    guard let sample = scope.sample, sample.days.contains(where: { $0.number("aar") != nil })
    else { throw .nothing("no average abnormal returns of model \(scope.model)") }
    let days = sample.days
    let tests = tests(sample, scope)
    let p = tests.map { $0?.number("p_value") }
    // An interval across events is too narrow where events share sessions.
    let hasIntervals = sample.eventCount > 1 && !scope.study.eventsShareSessions
    func bound(_ column: String) -> [Double] {
      days.map { hasIntervals ? $0.number(column) ?? .nan : .nan }
    }
    let data = Table(
      id,
      [
        Column("rel_day", integers: days.map { $0.integer("rel_day") }),
        Column("n_events", integers: days.map { $0.integer("n_events") }),
        Column("aar", numbers: days.map { $0.number("aar") ?? .nan }),
        Column("conf_low", numbers: bound("conf_low")),
        Column("conf_high", numbers: bound("conf_high")),
        Column("test", texts: tests.map { $0.flatMap(Self.testName) }),
        Column("p_value", numbers: p.map { $0 ?? .nan }),
        Column("p_adjusted", numbers: tests.map { $0?.number("p_adjusted") ?? .nan }),
        Column("marks", texts: tests.map(marks)), Column("kind", texts: p.map(kind)),
      ])
    let words = scope.study.words
    let name = sample.eventCount == 1 ? words.abnormal : words.average
    return Figure(
      title: scope.study.inWords(
        sample.eventCount == 1 ? "Abnormal return by day" : title),
      subtitle: scope.subtitle(events: sample.eventCount), summary: summary(name, days, p, scope),
      notes: notes(tests, hasIntervals, sample), data: data,
      fields: [
        Field("rel_day", words.day, .day), Field("n_events", "events", .count),
        Field("aar", name, scope.unit), Field("conf_low", "95% from", scope.unit),
        Field("conf_high", "95% to", scope.unit), Field("test", "test"),
        Field("p_value", "p", .pValue), Field("p_adjusted", "p adjusted for the days", .pValue),
        Field("marks", "marks"), Field("kind", "at 5%"),
      ], x: Axis(title: words.fromEvent, scale: .linear(.day)),
      y: Axis(title: name, scale: .linear(scope.unit), showsGrid: true),
      layers: layers(hasIntervals),
      legend: Self.kinds.indices.filter { index in
        p.contains { kind($0) == Self.kinds[index] }
      }.map { LegendEntry(mark: .bar, paint: Self.paints[$0], text: Self.kinds[$0]) })
  }

  private static let paints = [Paint.series(0), .quiet, .series(5)]

  private func layers(_ hasIntervals: Bool) -> [Layer] {
    let day = Position.column("rel_day")
    let bars = zip(Self.kinds, Self.paints).map { kind, paint in
      Layer(
        mark: .bar, x: day, y: .column("aar"), paint: paint, only: ("kind", kind),
        tooltip: ["rel_day", "aar", "test", "p_value", "p_adjusted", "n_events"])
    }
    let intervals = Layer(
      mark: .rule, x: day, y: .column("conf_low"), y2: .column("conf_high"), paint: .ink)
    return bars + (hasIntervals ? [intervals] : []) + [
      Layer(mark: .rule, y: .constant(0), paint: .ink),
      Layer(mark: .label(column: "marks"), x: day, y: .column("aar"), paint: .ink),
    ]
  }

  /// The test to read first on each day; the event's own when there is only one.
  private func tests(_ sample: SampleResults, _ scope: ChartScope) -> [Record?] {
    guard sample.eventCount == 1 else {
      return sample.days.map { day in
        scope.study.bestTest(sample.tests(ofDay: day.integer("rel_day") ?? 0))
      }
    }
    let members = Set(scope.events.map(EventKey.init))
    let own = scope.study.tables.records("ar").filter {
      $0.text("model") == scope.model && members.contains(EventKey($0))
    }
    return sample.days.map { day in
      own.first { $0.integer("rel_day") == day.integer("rel_day") && $0.number("p_value") != nil }
    }
  }

  /// A test's id; a row of table `ar` is the event's own t.
  private static func testName(_ test: Record) -> String? { test.text("test") ?? "ar_t" }

  private static let adjustedMark = "†"

  /// The stars of a p-value, and a mark when it is small even for as many days as there are.
  private func marks(_ test: Record?) -> String {
    let isFirm = (test?.number("p_adjusted") ?? 1) < StudyReport.level
    return Stars.usual.marks(test?.number("p_value")) + (isFirm ? Self.adjustedMark : "")
  }

  private func kind(_ p: Double?) -> String {
    guard let p else { return Self.kinds[2] }
    return p < StudyReport.level ? Self.kinds[0] : Self.kinds[1]
  }

  private func notes(_ tests: [Record?], _ hasIntervals: Bool, _ sample: SampleResults)
    -> [String]
  {
    let names = tests.compactMap { $0.flatMap(Self.testName) }.distinct()
    guard !names.isEmpty else { return ["No test could be computed on any day."] }
    let isAdjusted = tests.contains { $0?.number("p_adjusted") != nil }
    let adjusted =
      "\(Self.adjustedMark) significant at 5% also when adjusted for the number of days."
    let interval = "Lines are 95% intervals of the mean over independent events."
    return ["Judged by \(listed(names)): \(Stars.usual.legend)."] + (isAdjusted ? [adjusted] : [])
      + (hasIntervals ? [interval] : [])
  }

  private func summary(
    _ name: String, _ days: [Record], _ p: [Double?], _ scope: ChartScope
  ) -> String {
    let significant = zip(days, p).filter { ($0.1 ?? 1) < StudyReport.level }.map {
      "\(signed($0.0.integer("rel_day") ?? 0)) (\(scope.study.valueText($0.0.number("aar"))))"
    }
    return significant.isEmpty
      ? "No day's \(name) is significant at 5%."
      : "Significant at 5%: day \(listed(significant))."
  }
}
