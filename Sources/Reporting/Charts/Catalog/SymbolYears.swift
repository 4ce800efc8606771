import MarketData
import Statistics
import Tables

/// Mean standardized CARs by symbol and year, for studies of many events.
struct SymbolYears {
  private struct Place: Hashable {
    let symbol: String
    let year: Int
  }

  private let scars: [Place: [Double]]
  private let symbols: [String]
  private let symbolCount: Int
  private let years: [Int]
  private let name: String

  init(_ scope: ChartScope, _ cars: [Record]) {
    name = scope.scar
    let sessions = Dictionary(
      scope.events.map { (EventKey($0), $0.date("session")) }, uniquingKeysWith: { $1 })
    scars = cars.reduce(into: [:]) { scars, car in
      guard let date = (sessions[EventKey(car)] ?? nil).flatMap({ CalendarDate($0) }),
        let scar = car.number("scar"), let symbol = car.text("symbol")
      else { return }
      scars[Place(symbol: symbol, year: date.components.year), default: []].append(scar)
    }
    let counts = scars.reduce(into: [String: Int]()) {
      $0[$1.key.symbol, default: 0] += $1.value.count
    }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    symbolCount = ranked.count
    symbols = ranked.prefix(HeatMapChart.mostColumns).sorted()
    years = Set(scars.keys.map(\.year)).sorted()
  }

  func figure(_ subtitle: String) -> Figure {
    let places = symbols.flatMap { symbol in
      years.map { Place(symbol: symbol, year: $0) }.filter { scars[$0] != nil }
    }
    let means = places.map { scars[$0]?.mean ?? .nan }
    let data = Table(
      "heatmap",
      [
        Column("symbol", texts: places.map(\.symbol)),
        Column("year", texts: places.map { String($0.year) }),
        Column("events", integers: places.map { scars[$0]?.count }),
        Column("scar", numbers: means),
      ])
    let limit = HeatMapChart.limit(means)
    let negative = means.count { $0 < 0 }
    return Figure(
      title: "Mean \(name) by symbol and year", subtitle: subtitle,
      summary:
        "\(counted(means.count - negative, "mean \(name)")) of a symbol in a year not negative, "
        + "\(countText(negative)) negative.",
      notes: symbolCount > symbols.count
        ? ["The \(symbols.count) symbols with the most events, of \(countText(symbolCount))."]
        : [], data: data,
      fields: [
        Field("symbol", "symbol"), Field("year", "year"), Field("events", "events", .count),
        Field("scar", "mean \(name)", .number),
      ], x: Axis(title: "", scale: .band(years.map(String.init))),
      y: Axis(title: "", scale: .band(symbols)),
      layers: [
        Layer(
          mark: .cell, x: .column("year"), y: .column("symbol"),
          paint: .diverging(column: "scar", limit: limit),
          tooltip: ["symbol", "year", "scar", "events"])
      ], legend: HeatMapChart.legend(limit, "mean \(name)"))
  }
}
