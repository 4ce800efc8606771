import EventStudy
import Tables

/// The cumulative abnormal returns of the events over one window.
///
/// Few events are drawn by name with their intervals, more as dots that stand on each other, and
/// many as a histogram with their quantiles.
struct CARsChart: Chart {
  let id = "cars"
  let title = "Cumulative abnormal returns of the events"
  let shows =
    "How the events' CARs over a window are distributed, every event a dot while they fit."
  let choices: Set<ChartChoice> = [.model, .group, .window]

  private static let mostNamed = 25
  private static let mostDots = 400

  func figure(_ scope: ChartScope) throws(ChartProblem) -> Figure {
    let window = scope.firstWindow
    let rows = scope.cars(over: window).filter { $0.number("car") != nil }
    guard let window, !rows.isEmpty else {
      throw .nothing("no \(scope.study.words.cumulative) of model \(scope.model) could be computed")
    }
    let words = scope.study.words
    let cars = EventCARs(rows, words, scope.unit)
    let parts =
      switch rows.count {
      case ...Self.mostNamed: cars.named
      case ...Self.mostDots: cars.dots
      default: cars.histogram
      }
    return Figure(
      title: scope.study.inWords(title),
      subtitle: scope.subtitle(window: window, events: rows.count),
      summary: cars.summary, notes: parts.notes, data: parts.data, fields: parts.fields,
      x: Axis(title: words.cumulative, scale: .linear(scope.unit), showsGrid: true), y: parts.y,
      layers: [Layer(mark: .rule, x: .constant(0), paint: .quiet)] + parts.layers + [
        Layer(mark: .rule, x: .constant(cars.mean), paint: .series(1)),
        Layer(mark: .rule, x: .constant(cars.median), paint: .series(2)),
      ],
      legend: [
        LegendEntry(
          mark: .rule, paint: .series(1), text: "mean \(cars.text(cars.mean))"),
        LegendEntry(
          mark: .rule, paint: .series(2), text: "median \(cars.text(cars.median))"),
      ])
  }
}

/// What one way to draw a distribution adds to its axis of CARs.
struct DistributionParts {
  let data: Table
  let fields: [Field]
  let y: Axis
  let layers: [Layer]
  let notes: [String]
}
