import Tables

extension HTMLPage {
  /// Rows of a figure's data that are shown; the rest is left to the export.
  private static let mostRows = 100

  /// A figure with its caption and, folded, its numbers.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - id: What the page calls it; different for each figure.
  ///   - width: The width of the picture in its own units.
  ///   - command: The command that writes all its numbers.
  mutating func figure(_ figure: Figure, id: String, width: Double, command: String) {
    let isWide = width > 500
    markup.open(
      "figure",
      isWide
        ? ["id": id, "class": "wide", "aria-labelledby": "\(id)-caption"]
        : ["id": id, "aria-labelledby": "\(id)-caption"])
    markup.element("figcaption", ["id": "\(id)-caption", "dir": "auto"]) { caption in
      if figure.title != sections.last?.title { caption.element("strong", figure.title) }
      caption.element("span", ["class": "quiet"], figure.subtitle)
    }
    if isWide {
      let label = "\(figure.title), \(figure.subtitle)"
      markup.open(
        "div", ["class": "scroll", "role": "group", "tabindex": "0", "aria-label": label])
    }
    markup.append(figure.svg(width: width, isAlone: false))
    if isWide { markup.close("div") }
    markup.endLine()
    paragraph(([figure.summary] + figure.notes).joined(separator: " "), style: "quiet note")
    details("Numbers of this figure") { page in
      if let matrix = FigureMatrix(figure) {
        page.table(figure.title, matrix.columns, rows: matrix.rowCount)
      } else {
        page.rows(of: figure, command: command)
      }
    }
    markup.close("figure")
    markup.endLine()
  }

  private mutating func rows(of figure: Figure, command: String) {
    let shown = min(figure.data.rowCount, Self.mostRows)
    let columns = figure.fields.compactMap { field in
      figure.data[field.column].map { column in
        GridColumn(field.title, right: column.isNumeric) { field.unit.text(column[$0]) }
      }
    }
    table(figure.title, columns, rows: shown)
    self.shown(shown, of: figure.data.rowCount, "rows", command: command)
  }
}

/// The cells of a figure with names along both axes, as a table of the same shape.
private struct FigureMatrix {
  let columns: [GridColumn]
  let rowCount: Int

  /// `nil` for a figure that is no matrix of coloured cells.
  init?(_ figure: Figure) {
    guard case .band(let columnNames) = figure.x.scale, case .band(let rowNames) = figure.y.scale,
      let layer = figure.layers.first, layer.mark == .cell,
      case .diverging(let value, _) = layer.paint, case .column(let x) = layer.x,
      case .column(let y) = layer.y, let xs = figure.data[x], let ys = figure.data[y],
      let values = figure.data[value], let field = figure.field(value)
    else { return nil }
    let marks = figure.data["mark"]
    var texts: [String: [String: String]] = [:]
    for row in 0..<figure.data.rowCount {
      guard let column = xs[row].text, let name = ys[row].text else { continue }
      let mark = marks?[row].text.map { " \($0)" } ?? ""
      texts[name, default: [:]][column] = field.unit.text(values[row]) + mark
    }
    rowCount = rowNames.count
    columns =
      [GridColumn(figure.field(y)?.title ?? y, rowNames)]
      + columnNames.map { column in
        GridColumn(column, right: true) { texts[rowNames[$0]]?[column] ?? "-" }
      }
  }
}
