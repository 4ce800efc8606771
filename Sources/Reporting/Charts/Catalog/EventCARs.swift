import EventStudy
import Statistics
import Tables

/// The CARs of some events and the ways to draw them.
struct EventCARs {
  private let rows: [Record]
  let values: [Double]
  private let sorted: [Double]
  private let words: MeasureWords
  let unit: Unit

  /// CARs of rows that all have one.
  init(_ rows: [Record], _ words: MeasureWords, _ unit: Unit) {
    self.rows = rows
    self.words = words
    self.unit = unit
    values = rows.map { $0.number("car") ?? .nan }
    sorted = values.sorted()
  }

  var name: String { words.cumulative }

  /// A CAR for a reader.
  func text(_ value: Double) -> String { unit.text(.number(value)) }

  var mean: Double { values.mean ?? .nan }
  var median: Double { quantile(0.5) }

  /// The quantile that interpolates between order statistics (type 7 of Hyndman & Fan 1996).
  func quantile(_ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }

  var summary: String {
    let positive = Double(values.count { $0 > 0 }) / Double(values.count)
    return "\(counted(values.count, name)) from \(text(sorted.first ?? .nan)) to "
      + "\(text(sorted.last ?? .nan)): mean \(text(mean)), median \(text(median)), "
      + "\(shareText(positive)) positive."
  }

  // MARK: Few events, each by name

  /// Every event on a line of its own, from the greatest CAR to the least, with its 95% interval.
  var named: DistributionParts {
    let order = rows.indices.sorted { (values[$1], $0) < (values[$0], $1) }
    let ordered = order.map { rows[$0] }
    let labels = ordered.map { "\($0.text("event_id") ?? "-") \($0.text("symbol") ?? "-")" }
    let halves = ordered.map { row -> Double in
      // What is judged by another distribution than t has no interval of this kind.
      guard words.standardized == "t", let error = row.number("std_error"),
        let df = row.number("df")
      else { return .nan }
      return NullDistribution.studentT(degreesOfFreedom: df).quantile(upperTail: 0.025) * error
    }
    let cars = ordered.map { $0.number("car") ?? .nan }
    let data = Table(
      "cars",
      [Column("event", texts: labels)] + eventColumns(ordered) + [
        Column("conf_low", numbers: zip(cars, halves).map { $0 - $1 }),
        Column("conf_high", numbers: zip(cars, halves).map { $0 + $1 }),
      ])
    let event = Position.column("event")
    return DistributionParts(
      data: data,
      fields: [Field("event", "event and symbol")] + eventFields + [
        Field("conf_low", "95% from", unit), Field("conf_high", "95% to", unit),
      ], y: Axis(title: "", scale: .band(labels)),
      layers: [
        Layer(
          mark: .rule, x: .column("conf_low"), x2: .column("conf_high"), y: event,
          paint: .series(0)),
        Layer(
          mark: .dot, x: .column("car"), y: event,
          tooltip: ["event", "car", "conf_low", "conf_high", "p_value"]),
      ], notes: halves.allSatisfy(\.isNaN) ? [] : ["Lines are the events' own 95% intervals."])
  }

  private func eventColumns(_ rows: [Record]) -> [Column] {
    [
      Column("event_id", texts: rows.map { $0.text("event_id") }),
      Column("symbol", texts: rows.map { $0.text("symbol") }),
      Column("car", numbers: rows.map { $0.number("car") ?? .nan }),
      Column("p_value", numbers: rows.map { $0.number("p_value") ?? .nan }),
    ]
  }

  private var eventFields: [Field] {
    [
      Field("event_id", "event"), Field("symbol", "symbol"), Field("car", name, unit),
      Field("p_value", "p", .pValue),
    ]
  }

  // MARK: Dots

  /// One dot an event, standing on those whose CARs are about the same.
  var dots: DistributionParts {
    // About as many piles as dots fit side by side.
    let width = max((sorted[sorted.count - 1] - sorted[0]) / 80, 1e-6)
    var piles: [Double: Int] = [:]
    let order = rows.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let heights = order.map { index -> Int in
      let pile = (values[index] / width).rounded()
      piles[pile, default: 0] += 1
      return piles[pile] ?? 1
    }
    let data = Table(
      "cars",
      eventColumns(order.map { rows[$0] }) + [Column("height", integers: heights)])
    return DistributionParts(
      data: data,
      fields: eventFields + [Field("height", "height", .count)],
      y: Axis(title: "events", scale: .linear(.count)),
      layers: [
        Layer(
          mark: .dot, x: .column("car"), y: .column("height"),
          tooltip: ["event_id", "symbol", "car", "p_value"])
      ],
      notes: ["Every dot is an event, and stands on those whose \(name)s are about the same."])
  }
}
