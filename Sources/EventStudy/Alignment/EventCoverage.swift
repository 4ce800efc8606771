import MarketData

/// How many event windows of its symbol cover each session of a series.
struct EventCoverage: Sendable {
  /// One count a session, by series; empty when the study keeps all estimation days.
  private let counts: [[Int32]]

  /// No windows.
  static let none = EventCoverage(counts: [])

  private init(counts: [[Int32]]) { self.counts = counts }

  init(_ study: AlignedStudy) {
    var windows: [Symbol: [ClosedRange<Int64>]] = [:]
    var symbols = [Symbol?](repeating: nil, count: study.returns.count)
    var grids = [Int](repeating: 0, count: study.returns.count)
    for instance in study.instances {
      guard let place = instance.aligned, let symbol = instance.symbol else { continue }
      let dates = study.grids[place.grid].sessions
      windows[symbol, default: []].append(place.dates(of: place.eventWindow, in: dates))
      (symbols[place.series], grids[place.series]) = (symbol, place.grid)
    }
    counts = symbols.indices.map { series in
      Self.counts(
        of: symbols[series].flatMap { windows[$0] } ?? [], on: study.grids[grids[series]].sessions)
    }
  }

  private static func counts(of windows: [ClosedRange<Int64>], on dates: [Int64]) -> [Int32] {
    var steps = [Int32](repeating: 0, count: dates.count + 1)
    for window in windows {
      steps[dates.partitioningIndex { $0 >= window.lowerBound }] += 1
      steps[dates.partitioningIndex { $0 > window.upperBound }] -= 1
    }
    var covering: Int32 = 0
    return steps.dropLast().map { step in
      covering += step
      return covering
    }
  }

  /// Whether a day of an event is inside the event window of another event of its symbol.
  func coversByOther(_ day: Int, of place: EventInstance.Aligned) -> Bool {
    guard !counts.isEmpty else { return false }
    let own: Int32 = place.eventWindow.days.contains(day) ? 1 : 0
    return counts[place.series][place.session.position + day] > own
  }
}
