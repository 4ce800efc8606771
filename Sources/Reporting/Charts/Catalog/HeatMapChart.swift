import EventStudy
import Statistics
import Tables

/// Standardized cumulative abnormal returns of every event on every symbol.
///
/// Where every event has one symbol, the windows stand in the place of the symbols. A matrix that is
/// too large to read is averaged by symbol and year.
struct HeatMapChart: Chart {
  let id = "heatmap"
  let title = "Heat map of standardized CARs"
  let shows = "The SCAR of every event on every symbol, marked where it is significant."
  let choices: Set<ChartChoice> = [.model, .group, .window]

  static let mostRows = 60
  static let mostColumns = 40
  /// The mark of a SCAR that is significant among all that are drawn.
  static let mark = "•"

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    let window = scope.firstWindow
    let cars = scope.cars(over: window).filter { $0.number("scar") != nil }
    guard let window, !cars.isEmpty else {
      throw .nothing(
        "no standardized \(scope.study.words.cumulative) of model \(scope.model) could be computed")
    }
    let events = cars.compactMap { $0.text("event_id") }.distinct()
    let symbols = cars.compactMap { $0.text("symbol") }.distinct().sorted()
    if events.count < cars.count, events.count <= Self.mostRows,
      symbols.count <= Self.mostColumns
    {
      return matrix(
        scope, cars.map { Cell(row: $0.text("event_id"), column: $0.text("symbol"), car: $0) },
        columns: symbols, columnTitle: "symbol", window)
    }
    guard cars.count > Self.mostRows else { return byWindow(scope) }
    return SymbolYears(scope, cars).figure(
      scope.subtitle(window: window, events: cars.count))
  }

  /// One coloured place of the matrix.
  private struct Cell {
    let row: String?
    let column: String?
    let car: Record
  }

  /// Every event on its one symbol, with a column a window.
  private func byWindow(_ scope: ChartScope) -> Figure {
    let cars = scope.cars(over: scope.window).filter { $0.number("scar") != nil }
    let cells = cars.map { car in
      Cell(
        row: [car.text("event_id"), car.text("symbol")].compactMap { $0 }.joined(separator: " "),
        column: car.window?.description, car: car)
    }
    return matrix(
      scope, cells, columns: cells.compactMap(\.column).distinct(), columnTitle: "window",
      scope.window)
  }

  private func matrix(
    _ scope: ChartScope, _ cells: [Cell], columns: [String], columnTitle: String, _ window: Window?
  ) -> Figure {
    let p = cells.map { $0.car.number("p_value") }
    let adjusted = MultipleTesting.holm.adjusted(p)
    let scars = cells.map { $0.car.number("scar") ?? .nan }
    let marks = adjusted.map { ($0 ?? 1) < StudyReport.level ? Self.mark : nil }
    let data = Table(
      id,
      [
        Column("event", texts: cells.map(\.row)), Column("place", texts: cells.map(\.column)),
        Column("scar", numbers: scars),
        Column("car", numbers: cells.map { $0.car.number("car") ?? .nan }),
        Column("p_value", numbers: p.map { $0 ?? .nan }),
        Column("p_holm", numbers: adjusted.map { $0 ?? .nan }), Column("mark", texts: marks),
      ])
    let count = cells.map { EventKey($0.car) }.distinct().count
    let limit = Self.limit(scars)
    return Figure(
      title: scope.study.inWords("Standardized CAR by event and \(columnTitle)"),
      subtitle: scope.subtitle(window: window, events: count),
      summary: Self.summary(scars, scope.scar, marks.count { $0 != nil }),
      notes: notes(marks, scope.scar, count: cells.count), data: data,
      fields: [
        Field("event", "event"), Field("place", columnTitle),
        Field("scar", scope.scar, .number),
        Field("car", scope.study.words.cumulative, scope.unit),
        Field("p_value", "p", .pValue), Field("p_holm", "p by Holm", .pValue),
        Field("mark", "mark"),
      ], x: Axis(title: "", scale: .band(columns)),
      y: Axis(title: "", scale: .band(cells.compactMap(\.row).distinct())),
      layers: [
        Layer(
          mark: .cell, x: .column("place"), y: .column("event"),
          paint: .diverging(column: "scar", limit: limit),
          tooltip: ["event", "place", "scar", "car", "p_value", "p_holm"]),
        Layer(
          mark: .label(column: "mark"), x: .column("place"), y: .column("event"), paint: .ink),
      ], legend: Self.legend(limit, scope.scar))
  }

  private func notes(_ marks: [String?], _ name: String, count: Int) -> [String] {
    let marked =
      marks.contains { $0 != nil }
      ? "\(Self.mark) significant at 5% among all \(countText(count)) by Holm's procedure."
      : "None of \(countText(count)) is significant at 5% when adjusted by Holm's procedure."
    return [marked, "Places without a colour have no \(name)."]
  }

  static func legend(_ limit: Double, _ name: String) -> [LegendEntry] {
    [
      LegendEntry(
        mark: .cell, paint: .diverging(column: "scar", limit: limit), text: "and beyond: \(name)")
    ]
  }

  /// Where the colours end: the largest size, but no more than 5 so that one event does not blanch
  /// all others.
  static func limit(_ scars: [Double]) -> Double {
    let largest = scars.filter { !$0.isNaN }.map(\.magnitude).max() ?? 1
    return min(5, max(1, (largest * 2).rounded(.up) / 2))
  }

  static func summary(_ scars: [Double], _ name: String, _ marked: Int) -> String {
    let negative = scars.count { $0 < 0 }
    let positive = scars.count { $0 > 0 }
    return "\(counted(positive, "positive \(name)")) and \(countText(negative)) negative; "
      + "\(countText(marked)) significant at 5% when adjusted for their number."
  }
}
