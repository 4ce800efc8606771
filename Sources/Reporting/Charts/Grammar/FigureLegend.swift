extension FigureDrawing {
  /// The explanation of marks, above the figure.
  func writeLegend(to svg: inout Markup) {
    for (row, entries) in layout.legendRows.enumerated() {
      var left = 4.0
      let middle = layout.legendTop + Double(row) * 20 + 8
      for entry in entries {
        write(entry, at: (left, middle), to: &svg)
        left += FigureLayout.legendWidth(entry)
      }
    }
    svg.endLine()
  }

  private func write(_ entry: LegendEntry, at place: (x: Double, y: Double), to svg: inout Markup) {
    if case .diverging(_, let limit) = entry.paint {
      return writeDiverging(limit, entry.text, at: place, to: &svg)
    }
    let middle = coordinate(place.y)
    switch entry.mark {
    case .line, .rule:
      let style = entry.mark == .line ? "line " : "mark "
      svg.empty(
        "line",
        [
          "class": style + strokeClass(entry.paint), "x1": coordinate(place.x),
          "x2": coordinate(place.x + 14), "y1": middle, "y2": middle,
        ])
    case .dot:
      svg.empty(
        "circle",
        [
          "class": "dot \(fill(entry.paint)) \(strokeClass(entry.paint))",
          "cx": coordinate(place.x + 7), "cy": middle, "r": "4",
        ])
    case .label(let sign):
      svg.element(
        "text",
        ["x": coordinate(place.x + 7), "y": coordinate(place.y + 4), "text-anchor": "middle"], sign)
    case .band, .bar, .cell:
      let style = entry.mark == .band ? "area " : ""
      svg.empty(
        "rect",
        [
          "class": style + fill(entry.paint), "x": coordinate(place.x),
          "y": coordinate(place.y - 5), "width": "14", "height": "10",
        ])
    }
    svg.element(
      "text",
      ["class": "quiet", "x": coordinate(place.x + 20), "y": coordinate(place.y + 4)], entry.text)
  }

  /// A scale of colours between its two ends.
  private func writeDiverging(
    _ limit: Double, _ text: String, at place: (x: Double, y: Double), to svg: inout Markup
  ) {
    let end = roundedText(limit, decimals: 1)
    let baseline = coordinate(place.y + 4)
    svg.element(
      "text",
      ["class": "quiet", "x": coordinate(place.x + 28), "y": baseline, "text-anchor": "end"],
      "−\(end)")
    for step in -4...4 {
      svg.empty(
        "rect",
        [
          "fill": Theme.diverging(Double(step) / 4),
          "x": coordinate(place.x + 72 + Double(step) * 9 - 4.5), "y": coordinate(place.y - 5),
          "width": "9", "height": "10",
        ])
    }
    svg.element(
      "text", ["class": "quiet", "x": coordinate(place.x + 117), "y": baseline], "+\(end)")
    svg.element(
      "text",
      [
        "class": "quiet", "x": coordinate(place.x + FigureLayout.divergingWidth), "y": baseline,
      ], text)
  }
}
