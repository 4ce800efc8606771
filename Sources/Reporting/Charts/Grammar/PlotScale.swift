/// One direction of a drawn figure: from values to coordinates.
struct PlotScale {
  /// The values at the two ends.
  let low: Double
  let high: Double
  /// The coordinates at the two ends.
  let start: Double
  let end: Double
  let ticks: [Tick]

  /// The coordinate of a value, at the edge when it is beyond.
  func at(_ value: Double) -> Double {
    start + (min(max(value, low), high) - low) / (high - low) * (end - start)
  }

  /// The length of one unit.
  var unit: Double { ((end - start) / (high - low)).magnitude }

  /// The coordinate where bars start: that of zero, or of the end nearest to it.
  var base: Double { at(0) }
}

/// The values that an axis covers and where it is marked, before there are coordinates.
struct AxisRange {
  let low: Double
  let high: Double
  let ticks: [Tick]

  /// - Parameters:
  ///   - axis: The axis.
  ///   - values: What is drawn along it; no value may be infinite.
  ///   - padding: Room to leave on either side of the values, in their unit.
  ///   - count: The most ticks that have room.
  init(_ axis: Axis, values: [Double], padding: Double, count: Int) {
    let limits = axis.limits ?? -.infinity ... .infinity
    let least = max(values.min() ?? 0, limits.lowerBound)
    let greatest = min(values.max() ?? 0, limits.upperBound)
    switch axis.scale {
    case .band(let names):
      low = -0.5
      high = Double(max(names.count, 1)) - 0.5
      ticks = names.enumerated().map { Tick(value: Double($0), label: $1) }
    case .time:
      let room = max(padding, (greatest - least) * 0.02, 2)
      (low, high) = (least - room, greatest + room)
      let (first, last) = (Int(low.rounded(.up)), Int(high.rounded(.down)))
      ticks = Ticks.dates(first, last, count: count)
    case .linear(.day):
      let room = padding > 0 ? padding : least == greatest ? 0.5 : 0
      (low, high) = (least - room, greatest + room)
      let marked = Ticks.linear(least, greatest, count: count, whole: true)
      ticks = Ticks.labels(marked.filter { (least...greatest).contains($0) }, .day)
    case .linear(let unit):
      // Values that differ by rounding alone are one.
      let isFlat = greatest - least <= 1e-12 * max(least.magnitude, greatest.magnitude)
      let room = isFlat ? max(least.magnitude * 0.1, unit == .percent ? 0.001 : 1) : padding
      let marked = Ticks.linear(
        unit == .count ? least : least - room, greatest + room, count: count, whole: unit == .count)
      (low, high) = (marked.first ?? 0, marked.last ?? 1)
      ticks = Ticks.labels(marked, unit)
    }
  }

  func scale(from start: Double, to end: Double) -> PlotScale {
    PlotScale(low: low, high: high, start: start, end: end, ticks: ticks)
  }
}
