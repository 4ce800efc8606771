import MarketData
import Statistics

/// The notice of abnormal returns before the event.
extension Notices {
  /// The events beyond the sessions of the window that the test needs to be worth its reading.
  private static let fewestMoreEvents = 5

  var preTrend: Notice? {
    guard let origin = everything?.windows.first?.sample.origin else { return nil }
    let (fitted, events) = (origin.context.fitted, origin.context.members)
    guard let window = daysBefore(fitted.layout),
      let test = try? AverageReturnVector(fitted, events, window).hotelling(),
      let freedom = test.degreesOfFreedom, freedom > Self.fewestMoreEvents,
      test.pValues.twoSided < 0.05
    else { return nil }
    let dependent = fitted.sharesSessions(events, of: aligned)
    return Notice(
      code: "pre_trend", severity: .warning,
      message:
        "\(words.average)s before the event are not zero over \(window): F(\(window.count), \(freedom)) = "
        + "\(fixed(test.statistic, 2)), p \(probability(test.pValues.twoSided)) (hotelling_t2, "
        + "model '\(fitted.model.id.rawValue)', \(test.eventCount) events). News may have leaked, "
        + "dates may be late, or the model may not fit."
        + (dependent ? " Events share sessions, which makes this test reject too often." : ""))
  }

  /// The event days before the earliest window, none of them after day -1; when a window starts
  /// with the event days, those before day -1.
  private func daysBefore(_ layout: StudyLayout) -> Window? {
    let first = layout.eventDays.first
    let earliest = layout.windows.map(\.first).min() ?? 0
    return Window(first, min(earliest - 1, -1)) ?? Window(first, -2)
  }
}

extension FittedEvents {
  /// Whether two of the events have one session.
  fileprivate func sharesSessions(_ events: [Int], of study: AlignedStudy) -> Bool {
    let dates = events.compactMap { study.instances[$0].aligned }.map {
      study.grids[$0.grid].sessions[$0.session.position]
    }
    return Set(dates).count < dates.count
  }
}
