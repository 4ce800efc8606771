import Tables

extension Figure {
  /// The figure as a specification of Vega-Lite 5 that holds its data.
  public func vegaLite() -> String {
    let table = JSON().text(of: data)
    return JSONValue.object([
      ("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")),
      (
        "title",
        .object([
          ("text", .text(title)), ("subtitle", .list(([subtitle] + notes).map { .text($0) })),
        ])
      ),
      ("description", .text(summary)),
      ("width", VegaLite.extent(x, step: 24, else: 640)),
      ("height", VegaLite.extent(y, step: 20, else: 280)),
      ("data", .object([("values", .written(table.trimmedEnd))])),
      ("layer", .list(layers.flatMap { VegaLite(self, $0).layers })),
    ]).source() + "\n"
  }
}

extension String {
  fileprivate var trimmedEnd: String { last == "\n" ? String(dropLast()) : self }
}

/// One layer of a figure in the words of Vega-Lite.
private struct VegaLite {
  private let figure: Figure
  private let part: Layer

  init(_ figure: Figure, _ layer: Layer) {
    self.figure = figure
    part = layer
  }

  static func extent(_ axis: Axis, step: Double, else length: Double) -> JSONValue {
    if case .band = axis.scale { .object([("step", .number(step))]) } else { .number(length) }
  }

  /// The layer; labels on bars are two, because those of negative bars stand below.
  var layers: [JSONValue] {
    guard case .label(let column) = part.mark else { return [layer(mark, filter: nil)] }
    let isThere = "datum['\(column)'] !== null && datum['\(column)'] !== ''"
    guard !isOnCells, case .column(let y) = part.y else { return [layer(mark, filter: isThere)] }
    return [("<", 12.0), (">=", -8)].map { sign, dy in
      layer(
        type("text", [("dy", .number(dy))]), filter: "\(isThere) && datum['\(y)'] \(sign) 0")
    }
  }

  private func layer(_ mark: JSONValue, filter: String?) -> JSONValue {
    var members: [(String, JSONValue)] = []
    // A line that is nowhere a column's is drawn once, not for every row.
    if isConstant { members.append(("data", .object([("values", .list([.object([])]))]))) }
    if let only = part.only {
      let filter = JSONValue.object([
        ("field", .text(only.column)), ("equal", .text(only.value)),
      ])
      members.append(("transform", .list([.object([("filter", filter)])])))
    }
    if let filter {
      members.append(("transform", .list([.object([("filter", .text(filter))])])))
    }
    members.append(("mark", mark))
    members.append(("encoding", .object(encoding)))
    return .object(members)
  }

  private var isConstant: Bool {
    [part.x, part.x2, part.y, part.y2].allSatisfy {
      if case .column = $0 { false } else { true }
    }
  }

  private var mark: JSONValue {
    switch part.mark {
    case .line: type("line")
    case .band: type("area", [("opacity", .number(0.2))])
    case .bar: type("bar", part.x2 == nil ? [("size", .number(barSize))] : [])
    case .dot: type("point", [("filled", .flag(true)), ("size", .number(36))])
    case .rule: type("rule")
    case .cell: type("rect")
    case .label: type("text")
    }
  }

  private func type(_ name: String, _ more: [(String, JSONValue)] = []) -> JSONValue {
    .object([("type", .text(name))] + more)
  }

  private var isOnCells: Bool { if case .band = figure.y.scale { true } else { false } }

  /// Bars around days fill most of a day; those on dates are thin.
  private var barSize: Double {
    guard figure.x.scale == .linear(.day) else { return 4 }
    let days = Set(
      (figure.data.columns.first.map { column in
        (0..<column.count).compactMap { column[$0].integer }
      }) ?? [])
    return (448 / Double(max(days.count, 1))).rounded()
  }

  private var encoding: [(String, JSONValue)] {
    var members: [(String, JSONValue)] = []
    if let x = part.x { members.append(("x", channel(x, figure.x))) }
    if let x2 = part.x2 { members.append(("x2", second(x2))) }
    if let y = part.y { members.append(("y", channel(y, figure.y))) }
    if let y2 = part.y2 { members.append(("y2", second(y2))) }
    members.append(("color", color))
    if case .label(let column) = part.mark {
      members.append(("text", .object([("field", .text(column))])))
    }
    if !part.tooltip.isEmpty { members.append(("tooltip", .list(part.tooltip.map(tooltip)))) }
    return members
  }

  private func channel(_ position: Position, _ axis: Axis) -> JSONValue {
    let title = ("title", JSONValue.text(axis.title))
    guard case .column(let name) = position else {
      guard case .constant(let value) = position else { return .object([]) }
      return .object([("datum", .number(value)), title])
    }
    let field = ("field", JSONValue.text(name))
    switch axis.scale {
    case .band(let names):
      return .object([
        field, ("type", .text("nominal")), ("sort", .list(names.map { .text($0) })), title,
      ])
    case .time:
      return .object([
        field, ("type", .text("temporal")), ("scale", .object([("type", .text("utc"))])), title,
      ])
    case .linear(let unit):
      let format =
        [("grid", JSONValue.flag(axis.showsGrid))]
        + (unit.vegaFormat(isAxis: true).map { [("format", .text($0))] } ?? [])
        + (unit == .day || unit == .count ? [("tickMinStep", .number(1))] : [])
      return .object(
        [
          field, ("type", .text("quantitative")), title, ("axis", .object(format)),
        ] + (part.mark == .bar && part.y2 != nil ? [("stack", .written("null"))] : []))
    }
  }

  private func second(_ position: Position) -> JSONValue {
    switch position {
    case .column(let name): .object([("field", .text(name))])
    case .constant(let value): .object([("datum", .number(value))])
    }
  }

  private var color: JSONValue {
    let series = Theme.light.series
    switch part.paint {
    case .series(let index): return .object([("value", .text(series[index % series.count]))])
    case .ink: return .object([("value", .text(Theme.light.ink))])
    case .quiet: return .object([("value", .text(Theme.light.quiet))])
    case .category(let column, let values):
      let range = values.indices.map { JSONValue.text(series[$0 % series.count]) }
      return .object([
        ("field", .text(column)), ("type", .text("nominal")),
        (
          "scale",
          .object([("domain", .list(values.map { .text($0) })), ("range", .list(range))])
        ),
      ])
    case .diverging(let column, let limit):
      let range = [-1.0, 0, 1].map { JSONValue.text(Theme.diverging($0)) }
      return .object([
        ("field", .text(column)), ("type", .text("quantitative")),
        (
          "scale",
          .object([
            ("domain", .list([-limit, 0, limit].map { .number($0) })), ("range", .list(range)),
            ("clamp", .flag(true)), ("interpolate", .text("rgb")),
          ])
        ),
      ])
    }
  }

  private func tooltip(_ column: String) -> JSONValue {
    let field = figure.field(column)
    let format = field?.unit.vegaFormat(isAxis: false).map { [("format", JSONValue.text($0))] }
    return .object(
      [("field", .text(column)), ("title", .text(field?.title ?? column))] + (format ?? []))
  }
}

extension Unit {
  /// The format of d3 that writes a value as the pictures do.
  fileprivate func vegaFormat(isAxis: Bool) -> String? {
    switch self {
    case .percent: isAxis ? "+~%" : "+.2%"
    case .day: "+d"
    case .count: ",d"
    case .number: "+.2f"
    case .measure: isAxis ? "+~f" : "+.3f"
    case .pValue: ".4f"
    case .price: ".2f"
    case .text, .date: nil
    }
  }
}
