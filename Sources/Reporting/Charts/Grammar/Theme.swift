/// The colours of charts and reports.
///
/// Text has a contrast of at least 4.5 to 1 against the background; the distinct colours differ in
/// lightness as well as in hue, so that they can be told apart without colour vision.
struct Theme {
  let background: String
  let ink: String
  let quiet: String
  let grid: String
  let series: [String]

  static let light = Theme(
    background: "#ffffff", ink: "#1b1f24", quiet: "#57606a", grid: "#e1e4e8",
    series: ["#0b5cad", "#c2510c", "#00755e", "#8a3ea8", "#7a5c00", "#57606a"])
  static let dark = Theme(
    background: "#14171b", ink: "#e6e9ed", quiet: "#a5aeb8", grid: "#31373e",
    series: ["#6fb3f2", "#ff9d66", "#4fd1b0", "#d6a2f0", "#e0c25a", "#a5aeb8"])

  /// Colours from blue through white to orange, which those who confuse red and green tell apart;
  /// the ink of the light theme is readable on all of them.
  ///
  /// - Parameter share: From -1 to 1; beyond, the ends are taken.
  static func diverging(_ share: Double) -> String {
    let end = share < 0 ? (70.0, 138.0, 204.0) : (232.0, 133.0, 38.0)
    let part = min(1, share.magnitude)
    let mixed = [end.0, end.1, end.2].map { Int((255 + ($0 - 255) * part).rounded()) }
    return "#"
      + mixed.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The rules of a chart's classes with this theme's colours.
  var chartRules: String {
    Self.chartRules(ink: ink, quiet: quiet, grid: grid, series: series)
  }

  /// The rules of a chart's classes with colours that the page defines.
  static let chartRulesWithVariables = chartRules(
    ink: "var(--ink)", quiet: "var(--quiet)", grid: "var(--grid)",
    series: light.series.indices.map { "var(--series-\($0))" })

  /// The colours as the variables that ``chartRulesWithVariables`` uses.
  var variables: String {
    let names = [("background", background), ("ink", ink), ("quiet", quiet), ("grid", grid)]
    return (names + series.enumerated().map { ("series-\($0)", $1) })
      .map { "--\($0): \($1);" }.joined(separator: " ")
  }

  private static func chartRules(
    ink: String, quiet: String, grid: String, series: [String]
  ) -> String {
    let common = """
      .chart text { font-family: \(fonts); font-size: 12px; fill: \(ink); }
      .chart .title { font-size: 15px; font-weight: 600; }
      .chart .quiet { fill: \(quiet); }
      .chart .on-cell { fill: \(light.ink); }
      .chart .grid { stroke: \(grid); }
      .chart .axis, .chart .stroke-quiet { stroke: \(quiet); }
      .chart line { stroke-width: 1; }
      .chart line.mark { stroke-width: 2; }
      .chart .stroke-ink { stroke: \(ink); }
      .chart .fill-ink { fill: \(ink); }
      .chart .fill-quiet { fill: \(quiet); fill-opacity: 0.6; }
      .chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
      .chart .area { fill-opacity: 0.2; }
      .chart .dot { stroke-width: 1; fill-opacity: 0.65; }
      """
    return series.enumerated().reduce(common + "\n") { rules, color in
      rules + ".chart .fill-\(color.offset) { fill: \(color.element); } "
        + ".chart .stroke-\(color.offset) { stroke: \(color.element); }\n"
    }
  }

  static let fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
}
