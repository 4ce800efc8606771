import MarketData
import Statistics

/// Notices of single events that carry the average.
extension Notices {
  private static let mostInfluential = 3

  /// An event whose absence changes what a window says.
  private struct Influence {
    let event: Int
    let sample: Sample
    let mean: Double
    let rest: LeaveOneOut.Rest
    /// Verdicts at 5% that turn, in words.
    var flips: [String]
    /// The move of the mean in standard errors of that of the others.
    var move: Double { abs(rest.mean - mean) / rest.standardError }
  }

  /// The events whose absence moves a CAAR by more than a standard error of the others' or turns
  /// the verdict of `csect_t` or `bmp_t`: the largest moves first.
  ///
  /// No event can move a mean by more than one standard error of all values, themselves included:
  /// |x - mean| is at most (N - 1) / sqrt(N) of their deviations.
  var influentialEvents: [Notice] {
    let found = (everything?.windows ?? []).flatMap { influences(in: $0.sample) }
    let sorted = found.sorted { a, b in
      a.move != b.move ? a.move > b.move : sortKey(a) < sortKey(b)
    }
    var seen: Set<Int> = []
    let distinct = sorted.filter { seen.insert($0.event).inserted }
    return distinct.prefix(Self.mostInfluential).map(notice)
  }

  private func influences(in sample: Sample) -> [Influence] {
    guard let origin = sample.origin, let plain = LeaveOneOut(sample.abnormal) else { return [] }
    let standardized =
      study.spec.measure == .volatility ? nil : LeaveOneOut(sample.standardized)
    var next = 0
    return origin.events.indices.compactMap { position in
      let event = origin.events[position]
      var flips: [String] = []
      let rest = plain.without(position)
      if let flip = rest.flatMap({ verdict("csect_t", plain.pValue, $0.pValue) }) {
        flips.append(flip)
      }
      if next < origin.standardizable.count, origin.standardizable[next] == event {
        if let standardized, let other = standardized.without(next),
          let flip = verdict("bmp_t", standardized.pValue, other.pValue)
        {
          flips.append(flip)
        }
        next += 1
      }
      guard let rest else { return nil }
      let influence = Influence(
        event: event, sample: sample, mean: plain.mean, rest: rest, flips: flips)
      return influence.move > 1 || !flips.isEmpty ? influence : nil
    }
  }

  private func verdict(_ test: String, _ all: Double, _ rest: Double) -> String? {
    guard (all < 0.05) != (rest < 0.05) else { return nil }
    return "\(test) \(all < 0.05 ? "no longer rejects" : "rejects") at 5% "
      + "(p \(probability(rest)), with it \(probability(all)))"
  }

  private func notice(_ influence: Influence) -> Notice {
    let instance = aligned.instances[influence.event]
    let id = inputs.events[instance.event].id
    let name = instance.symbol.map { "\(id) (\($0.rawValue))" } ?? id
    let move =
      influence.move > 1
      ? ", \(fixed(influence.move, 1)) standard errors of the average of the others" : ""
    let flips = influence.flips.isEmpty ? "" : "; \(list(influence.flips))"
    return Notice(
      code: "influential_event", severity: .info, eventID: id,
      message:
        "Without \(name) the equally weighted \(words.cumulativeAverage) over \(influence.sample.window) of "
        + "\(influence.sample.abnormal.count) events is \(words.text(influence.rest.mean)) "
        + "instead of \(words.text(influence.mean))\(move)\(flips).")
  }

  /// By event id, symbol and window, whatever the order of the event list.
  private func sortKey(_ influence: Influence) -> (String, String, Int, Int) {
    let instance = aligned.instances[influence.event]
    let window = influence.sample.window
    return (
      inputs.events[instance.event].id, instance.symbol?.rawValue ?? "", window.first, window.last
    )
  }
}
