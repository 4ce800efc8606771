import Tables

extension Figure {
  /// The figure as SVG.
  ///
  /// - Parameters:
  ///   - width: The width in units of the picture; text has 12.
  ///   - isAlone: Whether the picture is a file of its own, with its title, its colours and a
  ///     background, and not part of a page that gives them.
  func svg(width: Double, isAlone: Bool) -> Markup {
    FigureDrawing(self, width: width, isAlone: isAlone).markup()
  }

  /// The figure as the text of an SVG file.
  public func svgFile(width: Double = 720) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(width: width, isAlone: true).source + "\n"
  }
}

/// A figure as it is written as SVG.
struct FigureDrawing {
  let figure: Figure
  let values: FigureValues
  let layout: FigureLayout
  let isAlone: Bool

  init(_ figure: Figure, width: Double, isAlone: Bool) {
    self.figure = figure
    self.isAlone = isAlone
    values = FigureValues(figure)
    layout = FigureLayout(figure, values, width: width, isTitled: isAlone)
  }

  func markup() -> Markup {
    var svg = Markup()
    let (width, height) = (coordinate(layout.width), coordinate(layout.height))
    let box = "0 0 \(width) \(height)"
    if isAlone {
      svg.open(
        "svg",
        [
          "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img",
          "width": width, "height": height, "viewBox": box,
        ])
    } else {
      // A title of the whole picture would be shown wherever a mark has none.
      svg.open(
        "svg",
        [
          "class": "chart", "role": "img", "viewBox": box,
          "aria-label": "\(figure.title). \(figure.summary)",
        ])
    }
    if isAlone {
      svg.element("title", figure.title + ", " + figure.subtitle)
      svg.element("desc", figure.summary)
      svg.element("style") { $0.verbatim(Theme.light.chartRules) }
      svg.empty("rect", ["width": width, "height": height, "fill": Theme.light.background])
      writeTitles(to: &svg)
    }
    writeLegend(to: &svg)
    writeAxes(to: &svg)
    for layer in figure.layers { write(layer, to: &svg) }
    writeLines(layout.notes, from: layout.axesBottom + FigureLayout.lineHeight, to: &svg)
    svg.close("svg")
    return svg
  }

  private func writeTitles(to svg: inout Markup) {
    var top = 20.0
    for line in layout.title {
      svg.element("text", ["class": "title", "x": "4", "y": coordinate(top)], line)
      top += 20
    }
    writeLines(layout.subtitle, from: top, to: &svg)
  }

  private func writeLines(_ lines: [String], from top: Double, to svg: inout Markup) {
    for (number, line) in lines.enumerated() {
      let height = top + Double(number) * FigureLayout.lineHeight
      svg.element("text", ["class": "quiet", "x": "4", "y": coordinate(height)], line)
    }
  }

  private func writeAxes(to svg: inout Markup) {
    let (left, right) = (coordinate(layout.x.start), coordinate(layout.x.end))
    for tick in layout.y.ticks {
      let height = layout.y.at(tick.value)
      if figure.y.showsGrid {
        svg.empty(
          "line",
          [
            "class": "grid", "x1": left, "x2": right, "y1": coordinate(height),
            "y2": coordinate(height),
          ])
      }
      svg.element(
        "text",
        [
          "class": "quiet", "x": coordinate(layout.x.start - 6), "y": coordinate(height + 4),
          "text-anchor": "end",
        ], FigureLayout.fitted(tick.label, layout.x.start - 8))
    }
    svg.endLine()
    for tick in layout.x.ticks { writeTickBelow(tick, to: &svg) }
    if !figure.y.title.isEmpty {
      svg.element(
        "text", ["class": "quiet", "x": "4", "y": coordinate(layout.plotTop - 10)], figure.y.title)
    }
    guard !figure.x.title.isEmpty else { return svg.endLine() }
    let middle = (layout.x.start + layout.x.end) / 2
    svg.element(
      "text",
      [
        "class": "quiet", "x": coordinate(middle), "y": coordinate(layout.axesBottom - 5),
        "text-anchor": "middle",
      ], figure.x.title)
    svg.endLine()
  }

  private func writeTickBelow(_ tick: Tick, to svg: inout Markup) {
    let (at, bottom) = (layout.x.at(tick.value), layout.plotBottom)
    guard layout.hasUprightLabels else {
      let isBand = if case .band = figure.x.scale { true } else { false }
      if !isBand {
        svg.empty(
          "line",
          [
            "class": "axis", "x1": coordinate(at), "x2": coordinate(at), "y1": coordinate(bottom),
            "y2": coordinate(bottom + 4),
          ])
      }
      // A label at the end of the axis stays inside the picture.
      let half = FigureLayout.textWidth(tick.label) / 2
      let inside = min(max(at, half + 1), layout.width - half - 1)
      svg.element(
        "text",
        [
          "class": "quiet", "x": coordinate(inside), "y": coordinate(bottom + 17),
          "text-anchor": "middle",
        ], tick.label)
      return
    }
    let place = "\(coordinate(at + 4)) \(coordinate(bottom + 6))"
    svg.element(
      "text",
      ["class": "quiet", "transform": "translate(\(place)) rotate(-90)", "text-anchor": "end"],
      FigureLayout.fitted(tick.label, 120))
  }
}

/// A coordinate with two decimals at most, short enough for files with many marks.
func coordinate(_ value: Double) -> String {
  var text = roundedText(value, decimals: 2)
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}
