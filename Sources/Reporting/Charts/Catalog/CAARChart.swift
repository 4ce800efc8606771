import EventStudy
import Tables

/// The average abnormal return as it cumulates over the event window.
struct CAARChart: Chart {
  let id = "caar"
  let title = "Cumulative average abnormal return"
  let shows = "The CAAR from the first day of the event window on, with its 95% band."
  let choices: Set<ChartChoice> = [.model, .group]

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    guard let sample = scope.sample, sample.days.contains(where: { $0.number("caar") != nil })
    else { throw .nothing("no average abnormal returns of model \(scope.model)") }
    let band = PathBand(scope)
    let placebos = PlaceboPaths(scope)
    let days = sample.days
    let data = Table(
      id,
      [
        Column("rel_day", integers: days.map { $0.integer("rel_day") }),
        Column("n_events", integers: days.map { $0.integer("n_events") }),
        Column("caar", numbers: days.map { $0.number("caar") ?? .nan }),
        Column("conf_low", numbers: days.map { band.interval($0)?.lowerBound ?? .nan }),
        Column("conf_high", numbers: days.map { band.interval($0)?.upperBound ?? .nan }),
      ] + placebos.columns)
    let words = scope.study.words
    let name = sample.eventCount == 1 ? words.cumulative : words.cumulativeAverage
    let day = Position.column("rel_day")
    return Figure(
      title: scope.study.inWords(
        sample.eventCount == 1 ? "Cumulative abnormal return" : title),
      subtitle: scope.subtitle(events: sample.eventCount), summary: summary(name, days, scope),
      notes: band.notes + placebos.notes(name) + cutNotes(days, band, placebos), data: data,
      fields: [
        Field("rel_day", words.day, .day), Field("n_events", "events", .count),
        Field("caar", name, scope.unit), Field("conf_low", "95% from", scope.unit),
        Field("conf_high", "95% to", scope.unit),
      ] + placebos.fields, x: Axis(title: words.fromEvent, scale: .linear(.day)),
      y: Axis(
        title: name, scale: .linear(scope.unit), showsGrid: true, limits: Self.limits(days)),
      layers: placebos.layers + [
        Layer(mark: .rule, y: .constant(0), paint: .quiet),
        Layer(mark: .rule, x: .constant(0), paint: .quiet),
        Layer(mark: .band, x: day, y: .column("conf_high"), y2: .column("conf_low")),
        Layer(mark: .line, x: day, y: .column("caar")),
        Layer(
          mark: .dot, x: day, y: .column("caar"),
          tooltip: ["rel_day", "caar", "conf_low", "conf_high"]
            + placebos.columns.map(\.name) + ["n_events"]),
      ], legend: legend(name, band, placebos))
  }

  private func legend(_ name: String, _ band: PathBand, _ placebos: PlaceboPaths) -> [LegendEntry] {
    let bands =
      (band.isEmpty ? [] : [LegendEntry(mark: .band, paint: .series(0), text: "95% band")])
      + placebos.legend
    return bands.isEmpty ? [] : [LegendEntry(mark: .line, paint: .series(0), text: name)] + bands
  }

  /// The path with three times its height above and below: a wider band would leave nothing to see.
  private static func limits(_ days: [Record]) -> ClosedRange<Double>? {
    let path = days.compactMap { $0.number("caar") } + [0]
    guard let least = path.min(), let greatest = path.max(), least < greatest else { return nil }
    let room = 3 * (greatest - least)
    return least - room...greatest + room
  }

  private func cutNotes(_ days: [Record], _ band: PathBand, _ placebos: PlaceboPaths) -> [String] {
    guard let limits = Self.limits(days) else { return [] }
    func isCut(_ interval: (Record) -> ClosedRange<Double>?) -> Bool {
      days.compactMap(interval).contains { $0.clamped(to: limits) != $0 }
    }
    switch (isCut(band.interval), isCut(placebos.interval)) {
    case (false, false): return []
    case (true, false): return ["The band goes beyond the picture; the data has all of it."]
    case (false, true): return ["The grey lines go beyond the picture; the data has all of them."]
    case (true, true):
      return ["The band and the grey lines go beyond the picture; the data has all of them."]
    }
  }

  private func summary(_ name: String, _ days: [Record], _ scope: ChartScope) -> String {
    guard let first = days.first, let last = days.last else { return "" }
    func at(_ record: Record) -> String {
      "\(scope.study.valueText(record.number("caar"))) on day \(signed(record.integer("rel_day") ?? 0))"
    }
    let eve = days.last { ($0.integer("rel_day") ?? 0) < 0 }
    let event = days.first { $0.integer("rel_day") == 0 }
    let between = [eve, event].compactMap { $0 }.filter {
      $0.row != first.row && $0.row != last.row
    }
    let path = ([first] + between + [last]).map(at).joined(separator: ", ")
    return "The \(name) is \(path)."
  }
}
