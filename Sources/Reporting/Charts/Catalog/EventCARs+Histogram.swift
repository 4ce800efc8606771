import Tables

extension EventCARs {
  /// Counts of CARs between evenly spaced bounds, and the quantiles.
  ///
  /// The bars cover the middle 99% of the events; the outermost count what lies beyond as well, so
  /// that one extreme event does not squeeze all others into a bar.
  var histogram: DistributionParts {
    let (low, high) = (quantile(0.005), quantile(0.995))
    let width = Ticks.niceStep(atLeast: max((high - low) / 40, 1e-6))
    let first = Int((low / width).rounded(.down))
    let last = max(first, Int((high / width).rounded(.up)) - 1)
    var counts = [Int](repeating: 0, count: last - first + 1)
    var beyond = 0
    for value in values {
      let place = (value / width).rounded(.down)
      if place < Double(first) || place > Double(last) { beyond += 1 }
      counts[Int(min(max(place, Double(first)), Double(last))) - first] += 1
    }
    let bins = counts.indices
    let data = Table(
      "cars",
      [
        Column("from", numbers: bins.map { Double(first + $0) * width }),
        Column("to", numbers: bins.map { Double(first + $0 + 1) * width }),
        Column("events", integers: counts),
      ])
    return DistributionParts(
      data: data,
      fields: [
        Field("from", "\(name) from", unit), Field("to", "to below", unit),
        Field("events", "events", .count),
      ], y: Axis(title: "events", scale: .linear(.count), showsGrid: true),
      layers: [
        Layer(
          mark: .bar, x: .column("from"), x2: .column("to"), y: .column("events"),
          tooltip: ["from", "to", "events"])
      ], notes: [quantileSentence] + (beyond > 0 ? [beyondSentence(beyond)] : []))
  }

  private var quantileSentence: String {
    let shares = [(0.05, "5%"), (0.25, "25%"), (0.75, "75%"), (0.95, "95%")]
    let parts = shares.map { "\($0.1) below \(text(quantile($0.0)))" }
    return "Of the \(name)s lie \(listed(parts))."
  }

  private func beyondSentence(_ count: Int) -> String {
    "The outermost bars count \(counted(count, "event")) beyond the picture as well."
  }
}
