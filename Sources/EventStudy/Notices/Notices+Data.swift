import MarketData

/// Notices of what was left out, filled or weighted.
extension Notices {
  /// Event ids printed in one message.
  private static let mostNamed = 5

  var priceGaps: Notice? {
    let touched = included.map { entry in
      let gaps = aligned.gaps[entry.place.series]
      return (
        event: entry.event,
        inEvent: gaps.touches(entry.place.positions(of: entry.place.eventWindow)),
        inEstimation: entry.place.estimation.contains {
          gaps.touches(entry.place.positions(of: $0))
        }
      )
    }
    let (inEvent, inEstimation) = (touched.filter(\.inEvent), touched.filter(\.inEstimation))
    guard !inEvent.isEmpty || !inEstimation.isEmpty else { return nil }
    let worst = inEvent + inEstimation.filter { !$0.inEvent }
    return Notice(
      code: "price_gaps", severity: .info,
      message:
        "\(gapsHave) in the event window of \(inEvent.count) and in the estimation window of "
        + "\(inEstimation.count) of \(included.count) event rows (\(named(worst.map(\.event)))). "
        + "\(gapsMean): see reason in ar.")
  }

  private var gapsHave: String {
    if study.spec.measure.isOfSession { return "\(words.capitalizedValues) are missing" }
    return study.spec.returns.interval.usesOpens
      ? "Closes or opens are missing" : "Prices have gaps"
  }

  private var gapsMean: String {
    if study.spec.measure.isOfSession { return "Nothing stands in for them" }
    return study.spec.returns.interval == .openToClose
      ? "A session without both has no return"
      : "A return over a gap spans several days and counts as missing"
  }

  var excludedEventDays: Notice? {
    guard study.spec.estimation.excludesEvents else { return nil }
    let counts = included.map { entry in
      let sessions = aligned.grids[entry.place.grid].sessions.indices
      return entry.place.estimation.reduce(0) { count, block in
        count
          + block.days.count { day in
            sessions.contains(entry.place.session.position + day)
              && aligned.coverage.coversByOther(day, of: entry.place)
          }
      }
    }
    let affected = counts.count { $0 > 0 }
    guard affected > 0 else { return nil }
    return Notice(
      code: "event_days_excluded", severity: .info,
      message:
        "\(counts.reduce(0, +)) estimation days of \(affected) of \(included.count) event rows lie "
        + "in the event window of another event of the same symbol and are left out.")
  }

  var filledDays: Notice? {
    guard study.spec.missing.policy == .zero else { return nil }
    var (days, windows) = (0, 0)
    for fitted in fits {
      for event in 0..<fitted.count where fitted.isIncluded(event) {
        for (index, window) in fitted.layout.windows.enumerated()
        where !fitted.cumulative[event, index].isMissing {
          let first = fitted.layout.eventDays.first
          let missing = window.days.count { fitted.abnormal[event, $0 - first].isMissing }
          days += missing
          windows += missing > 0 ? 1 : 0
        }
      }
    }
    guard days > 0 else { return nil }
    return Notice(
      code: "filled_with_zero", severity: .warning,
      message:
        "\(days) missing abnormal \(words.values) count as zero in \(windows) cumulative ones, which pulls "
        + "these towards zero; their standard errors take the filled days for predicted ones. "
        + "missing: available sums over the valid days alone.")
  }

  var weightedAverages: Notice? {
    let by: String
    switch study.spec.weights {
    case .equal: return nil
    case .precision: by = "the inverse of their squared standard errors"
    case .value(let column): by = "the column '\(column)'"
    }
    let without = included.count { !hasWeight($0.event) }
    return Notice(
      code: "weighted_averages", severity: .info,
      message:
        "aar, caar and their 95% intervals weight events by \(by); tests, median, positive_share "
        + "and abhar count every event the same."
        + (without == 0
          ? ""
          : " \(without) of \(included.count) event rows have no weight and are not in the weighted "
            + "averages."))
  }

  private func hasWeight(_ event: Int) -> Bool {
    guard study.spec.weights == .precision else { return !aligned.weights[event].isMissing }
    return fits.contains { $0.isStandardizable(event) }
  }

  /// The ids of some events, as many as a message has room for.
  private func named(_ events: [Int]) -> String {
    var ids: [String] = []
    for event in events {
      let id = inputs.events[aligned.instances[event].event].id
      if !ids.contains(id) { ids.append(id) }
    }
    let more = ids.count > Self.mostNamed ? " and \(ids.count - Self.mostNamed) more" : ""
    return ids.prefix(Self.mostNamed).joined(separator: ", ") + more
  }
}
