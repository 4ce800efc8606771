import Tables

extension FigureDrawing {
  /// Draws the rows of a layer.
  func write(_ layer: Layer, to svg: inout Markup) {
    switch layer.mark {
    case .line, .band: writePaths(layer, to: &svg)
    case .rule where layer.x == nil || layer.y == nil: writeRuleAcross(layer, to: &svg)
    default: writeMarks(layer, to: &svg)
    }
    svg.endLine()
  }

  /// Lines and areas, in pieces between missing values.
  private func writePaths(_ layer: Layer, to svg: inout Markup) {
    guard let x = values.x(layer.x), let y = values.y(layer.y) else { return }
    let lower = values.y(layer.y2)
    let isMissing = { row in x[row].isNaN || y[row].isNaN || (lower?[row].isNaN ?? false) }
    for piece in values.rows(layer).split(whereSeparator: isMissing) {
      var points = piece.map { point(x[$0], y[$0]) }
      if let lower { points += piece.reversed().map { point(x[$0], lower[$0]) } }
      let path = "M" + points.joined(separator: "L") + (lower == nil ? "" : "Z")
      let paint = lower == nil ? "line \(strokeClass(layer.paint))" : "area \(fill(layer.paint))"
      svg.empty("path", ["class": paint, "d": path])
    }
  }

  private func point(_ x: Double, _ y: Double) -> String {
    "\(coordinate(layout.x.at(x))) \(coordinate(layout.y.at(y)))"
  }

  private func writeRuleAcross(_ layer: Layer, to svg: inout Markup) {
    let isUpright = layer.x != nil
    guard case .constant(let value) = layer.x ?? layer.y else { return }
    let scale = isUpright ? layout.x : layout.y
    guard (scale.low...scale.high).contains(value) else { return }
    let at = scale.at(value)
    let from = isUpright ? (at, layout.plotTop) : (layout.x.start, at)
    let to = isUpright ? (at, layout.plotBottom) : (layout.x.end, at)
    let style = if case .series = layer.paint { "mark " } else { "" }
    line(from, to, style + strokeClass(layer.paint), title: nil, to: &svg)
  }

  private func writeMarks(_ layer: Layer, to svg: inout Markup) {
    guard let x = values.x(layer.x), let y = values.y(layer.y) else { return }
    let (x2, y2) = (values.x(layer.x2), values.y(layer.y2))
    let tooltips = layer.tooltip.compactMap { name in
      figure.field(name).flatMap { field in figure.data[name].map { (field, $0) } }
    }
    for row in values.rows(layer) where !x[row].isNaN && !y[row].isNaN {
      let title = tooltips.map { "\($0.0.title): \($0.0.unit.text($0.1[row]))" }
        .joined(separator: "\n")
      let place = Place(x: x[row], x2: x2?[row], y: y[row], y2: y2?[row], row: row)
      write(place, layer, title: title.isEmpty ? nil : title, to: &svg)
    }
  }

  private struct Place {
    let x: Double
    let x2: Double?
    let y: Double
    let y2: Double?
    let row: Int
  }

  private func write(_ place: Place, _ layer: Layer, title: String?, to svg: inout Markup) {
    let (left, top) = (layout.x.at(place.x), layout.y.at(place.y))
    switch layer.mark {
    case .bar:
      let half =
        figure.x.scale == .time
        ? min(max(2, layout.x.unit * 0.35), 12) : max(1, layout.x.unit * 0.35)
      let right = place.x2.map(layout.x.at)
      let bottom = place.y2.map(layout.y.at) ?? layout.y.base
      // Neighbours that touch keep a line of background between them.
      let (from, to) =
        right.map { (left + 0.5, max($0 - 0.5, left + 1)) }
        ?? (left - half, left + half)
      rectangle((from, min(top, bottom)), (to, max(top, bottom)), layer, place.row, title, to: &svg)
    case .cell:
      let (width, height) = (layout.x.unit / 2 - 0.5, layout.y.unit / 2 - 0.5)
      rectangle(
        (left - width, top - height), (left + width, top + height), layer, place.row, title,
        to: &svg)
    case .dot:
      let radius = figure.data.rowCount > 150 ? "2.5" : "4"
      mark(
        "circle",
        [
          "class": "dot \(fill(layer.paint, place.row)) \(strokeClass(layer.paint, place.row))",
          "cx": coordinate(left), "cy": coordinate(top), "r": radius,
        ], title, to: &svg)
    case .rule:
      let end = (place.x2 ?? place.x, place.y2 ?? place.y)
      guard !end.0.isNaN, !end.1.isNaN else { return }
      line(
        (left, top), (layout.x.at(end.0), layout.y.at(end.1)), strokeClass(layer.paint, place.row),
        title: title, to: &svg)
    case .label(let column):
      guard let text = figure.data[column]?[place.row].text, !text.isEmpty else { return }
      let isCell = if case .band = figure.y.scale { true } else { false }
      let height = isCell ? top + 4 : top + (place.y < 0 ? 14 : -5)
      svg.element(
        "text",
        [
          "class": isCell ? "on-cell" : "label", "x": coordinate(left), "y": coordinate(height),
          "text-anchor": "middle",
        ], text)
    case .line, .band: break
    }
  }

  private func rectangle(
    _ from: (Double, Double), _ to: (Double, Double), _ layer: Layer, _ row: Int, _ title: String?,
    to svg: inout Markup
  ) {
    let (x, y) = (coordinate(from.0), coordinate(from.1))
    let (width, height) = (coordinate(to.0 - from.0), coordinate(max(to.1 - from.1, 0.5)))
    if case .diverging(let column, let limit) = layer.paint {
      guard let value = figure.data[column]?[row].number else { return }
      let color = Theme.diverging(limit > 0 ? value / limit : 0)
      return mark(
        "rect", ["fill": color, "x": x, "y": y, "width": width, "height": height], title, to: &svg)
    }
    mark(
      "rect",
      ["class": fill(layer.paint, row), "x": x, "y": y, "width": width, "height": height], title,
      to: &svg)
  }

  private func line(
    _ from: (Double, Double), _ to: (Double, Double), _ style: String, title: String?,
    to svg: inout Markup
  ) {
    mark(
      "line",
      [
        "class": style, "x1": coordinate(from.0), "y1": coordinate(from.1),
        "x2": coordinate(to.0), "y2": coordinate(to.1),
      ], title, to: &svg)
  }

  /// An element with what is told when it is pointed at.
  private func mark(
    _ name: String, _ attributes: Markup.Attributes, _ title: String?, to svg: inout Markup
  ) {
    guard let title else { return svg.empty(name, attributes) }
    svg.element(name, attributes) { $0.element("title", title) }
  }

  func fill(_ paint: Paint, _ row: Int = 0) -> String { "fill-\(colorName(paint, row))" }

  func strokeClass(_ paint: Paint, _ row: Int = 0) -> String { "stroke-\(colorName(paint, row))" }

  private func colorName(_ paint: Paint, _ row: Int) -> String {
    switch paint {
    case .series(let index): String(index % Theme.light.series.count)
    case .category(let column, let values):
      String(
        (figure.data[column]?[row].text.flatMap(values.firstIndex) ?? 0)
          % Theme.light.series.count)
    case .ink: "ink"
    case .quiet, .diverging: "quiet"
    }
  }
}
