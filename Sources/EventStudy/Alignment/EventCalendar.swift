import MarketData

/// The event windows of a study on the calendar, across symbols, grids and groups.
///
/// Every aligned event counts, whether or not a model can be fitted to it.
struct EventCalendar: Sendable {
  /// The first and last dates of all event windows, each sorted.
  private let starts: [Int64]
  private let ends: [Int64]
  /// The dates of event sessions by symbol, sorted.
  private let sessions: [Symbol: [Int64]]

  init(_ study: AlignedStudy) {
    var (starts, ends) = ([Int64](), [Int64]())
    var sessions: [Symbol: [Int64]] = [:]
    for instance in study.instances {
      guard let place = instance.aligned, let symbol = instance.symbol else { continue }
      let dates = study.grids[place.grid].sessions
      let window = place.dates(of: place.eventWindow, in: dates)
      starts.append(window.lowerBound)
      ends.append(window.upperBound)
      sessions[symbol, default: []].append(dates[place.session.position])
    }
    self.starts = starts.sorted()
    self.ends = ends.sorted()
    self.sessions = sessions.mapValues { $0.sorted() }
  }

  /// The number of other events whose windows share a date with that of an event.
  func overlaps(with place: EventInstance.Aligned, in dates: [Int64]) -> Int {
    let window = place.dates(of: place.eventWindow, in: dates)
    let begun = starts.partitioningIndex { $0 > window.upperBound }
    let over = ends.partitioningIndex { $0 >= window.lowerBound }
    return begun - over - 1
  }

  /// The number of event sessions of a symbol inside the estimation window of one of its events.
  func eventsInEstimation(of symbol: Symbol?, at place: EventInstance.Aligned, in dates: [Int64])
    -> Int
  {
    guard let symbol, let sessions = sessions[symbol] else { return 0 }
    return place.estimation.reduce(0) { count, block in
      guard place.isInside(block, dates) else { return count }
      let range = place.dates(of: block, in: dates)
      let first = sessions.partitioningIndex { $0 >= range.lowerBound }
      let end = sessions.partitioningIndex { $0 > range.upperBound }
      // The bars of a window leave out those of other clock times.
      return count
        + sessions[first..<end].count { session in
          let place = dates.partitioningIndex { $0 >= session }
          return place < dates.count && dates[place] == session
        }
    }
  }
}

extension EventInstance.Aligned {
  /// The positions of a window's sessions, some of which may be outside the data.
  func positions(of window: Window) -> ClosedRange<Int> {
    session.position + window.first...session.position + window.last
  }

  /// Whether any session of a window is inside the data.
  func isInside(_ window: Window, _ dates: [Int64]) -> Bool {
    let positions = positions(of: window)
    return positions.upperBound >= 0 && positions.lowerBound < dates.count
  }

  /// The first and last date of a window, as far as the data goes.
  func dates(of window: Window, in dates: [Int64]) -> ClosedRange<Int64> {
    let positions = positions(of: window).clamped(to: 0...dates.count - 1)
    return dates[positions.lowerBound]...dates[positions.upperBound]
  }
}
