import Tables

/// A figure's columns as numbers along its axes.
struct FigureValues {
  private let figure: Figure
  private let xPlaces: [String: Double]
  private let yPlaces: [String: Double]

  init(_ figure: Figure) {
    self.figure = figure
    xPlaces = Self.places(figure.x)
    yPlaces = Self.places(figure.y)
  }

  private static func places(_ axis: Axis) -> [String: Double] {
    guard case .band(let names) = axis.scale else { return [:] }
    return Dictionary(
      names.enumerated().map { ($1, Double($0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rows that a layer draws.
  func rows(_ layer: Layer) -> [Int] {
    let all = Array(0..<figure.data.rowCount)
    guard let only = layer.only, let column = figure.data[only.column] else { return all }
    return all.filter { column[$0].text == only.value }
  }

  /// A position's numbers by row, NaN for none.
  func x(_ position: Position?) -> [Double]? { position.map { numbers($0, xPlaces) } }
  func y(_ position: Position?) -> [Double]? { position.map { numbers($0, yPlaces) } }

  private func numbers(_ position: Position, _ places: [String: Double]) -> [Double] {
    let count = figure.data.rowCount
    switch position {
    case .constant(let value): return Array(repeating: value, count: count)
    case .column(let name):
      guard let column = figure.data[name] else { return [] }
      return (0..<count).map { row in
        switch column[row] {
        case .number(let value): value.isFinite ? value : .nan
        case .integer(let value), .date(let value): Double(value)
        case .text(let text): places[text] ?? .nan
        case .missing: .nan
        }
      }
    }
  }

  /// Everything that the axis across has to cover.
  var allX: [Double] { covered { layer, rows in [layer.x, layer.x2].map { (x($0), $0, rows) } } }

  /// Everything that the axis upwards has to cover; bars stand on zero.
  var allY: [Double] {
    let bars = figure.layers.contains { $0.mark == .bar && $0.y2 == nil }
    return covered { layer, rows in [layer.y, layer.y2].map { (y($0), $0, rows) } }
      + (bars ? [0] : [])
  }

  private func covered(_ values: (Layer, [Int]) -> [([Double]?, Position?, [Int])]) -> [Double] {
    figure.layers.flatMap { layer in
      values(layer, rows(layer)).flatMap { numbers, position, rows -> [Double] in
        if case .constant(let value) = position { return [value] }
        return rows.compactMap { numbers?[$0] }.filter { !$0.isNaN }
      }
    }
  }
}
