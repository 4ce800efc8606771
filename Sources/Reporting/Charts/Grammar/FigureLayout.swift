/// Where the parts of a figure are, in units of the picture.
struct FigureLayout {
  static let lineHeight = 16.0
  private static let gap = 8.0

  let width: Double
  let height: Double
  let title: [String]
  let subtitle: [String]
  let legendRows: [[LegendEntry]]
  /// The top of the legend.
  let legendTop: Double
  let x: PlotScale
  let y: PlotScale
  /// Whether the labels below the figure stand upright, because they have no room side by side.
  let hasUprightLabels: Bool
  /// Where the axes and their titles end.
  let axesBottom: Double
  /// The lines below the axes.
  let notes: [String]

  /// - Parameters:
  ///   - figure: The figure.
  ///   - values: Its numbers.
  ///   - width: The width of the picture.
  ///   - isTitled: Whether title, subtitle and notes are part of the picture.
  init(_ figure: Figure, _ values: FigureValues, width: Double, isTitled: Bool) {
    self.width = width
    let characters = Int(width / Self.characterWidth)
    title = isTitled ? wrap(figure.title, width: characters * 4 / 5) : []
    subtitle = isTitled ? wrap(figure.subtitle, width: characters) : []
    legendRows = Self.rows(figure.legend, width: width)
    let header = title.isEmpty ? 4 : Double(title.count) * 20 + Double(subtitle.count) * 16 + 8
    legendTop = header
    let isNamed = !figure.y.title.isEmpty
    let top = header + Double(legendRows.count) * 20 + (isNamed ? Self.lineHeight + 6 : 10)

    let plotHeight = Self.plotHeight(figure, width: width)
    let vertical = AxisRange(
      figure.y, values: values.allY, padding: 0, count: max(3, Int(plotHeight / 45)))
    let left = min(vertical.ticks.map { Self.textWidth($0.label) }.max() ?? 0, width * 0.4) + 12
    let right = Self.right(figure, width: width, left: left)
    let across = Self.range(figure, values, width: width - left - right)
    let widest = across.ticks.map { Self.textWidth($0.label) }.max() ?? 0
    let step = (width - left - right) / Double(max(across.ticks.count, 1))
    let isBand = if case .band = figure.x.scale { true } else { false }
    hasUprightLabels = isBand && widest + 4 > step
    let labels = hasUprightLabels ? min(widest, 120) + 10 : Self.lineHeight + 6
    axesBottom = top + plotHeight + labels + (figure.x.title.isEmpty ? 0 : Self.lineHeight + 2)
    notes =
      isTitled && !figure.notes.isEmpty
      ? wrap(figure.notes.joined(separator: " "), width: characters) : []
    height = axesBottom + (notes.isEmpty ? 0 : Double(notes.count) * Self.lineHeight + 10)
    x = across.scale(from: left, to: width - right)
    // Bands are read from the top, numbers from below.
    let isList = if case .band = figure.y.scale { true } else { false }
    y = vertical.scale(from: isList ? top : top + plotHeight, to: isList ? top + plotHeight : top)
  }

  var plotTop: Double { min(y.start, y.end) }
  var plotBottom: Double { max(y.start, y.end) }

  private static let margin = 16.0

  /// The room at the right; few bands are not drawn wider than they are read well.
  private static func right(_ figure: Figure, width: Double, left: Double) -> Double {
    guard case .band(let names) = figure.x.scale else { return margin }
    return max(margin, width - left - Double(names.count) * widestBand)
  }

  private static let widestBand = 90.0

  private static func plotHeight(_ figure: Figure, width: Double) -> Double {
    if case .band(let names) = figure.y.scale { return Double(names.count) * 20 }
    return (width * 0.42).rounded()
  }

  private static func range(_ figure: Figure, _ values: FigureValues, width: Double) -> AxisRange {
    let hasBars = figure.layers.contains { $0.mark == .bar && $0.x2 == nil }
    let room = if case .time = figure.x.scale { 75.0 } else { 55.0 }
    return AxisRange(
      figure.x, values: values.allX, padding: hasBars ? 0.5 : 0, count: max(2, Int(width / room)))
  }

  /// Legend entries in as many rows as they need.
  private static func rows(_ entries: [LegendEntry], width: Double) -> [[LegendEntry]] {
    var rows: [[LegendEntry]] = []
    var used = 0.0
    for entry in entries {
      let needed = legendWidth(entry)
      if rows.isEmpty || used + needed > width { (rows, used) = (rows + [[]], 0) }
      rows[rows.count - 1].append(entry)
      used += needed
    }
    return rows
  }

  /// The room of an entry, with the space after it.
  static func legendWidth(_ entry: LegendEntry) -> Double {
    let sample = if case .diverging = entry.paint { divergingWidth } else { 20.0 }
    return sample + textWidth(entry.text) + 18
  }

  static let divergingWidth = 150.0

  private static let characterWidth = 7.3

  /// About how wide a text is at 12 units in the widest of the usual fonts.
  static func textWidth(_ text: String) -> Double {
    text.reduce(0) { $0 + width(of: $1) }
  }

  private static func width(of character: Character) -> Double {
    switch character {
    case "%", "+", "−", "M", "W", "m", "w", "@": 11.5
    case "i", "l", "j", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", " ", "-", "[", "]": 5
    case "a"..."z", "0"..."9": 7.7
    default: 8.2 * Double(displayWidth(character))
    }
  }

  /// A text that has at most the given width.
  static func fitted(_ text: String, _ width: Double) -> String {
    guard textWidth(text) > width else { return text }
    var kept = ""
    var room = width - 12
    for character in text {
      room -= self.width(of: character)
      if room < 0 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}
