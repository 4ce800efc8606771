import MarketData

/// One series cut into the sessions of a clock.
struct AssetSessions: Sendable {
  /// The part of a series that is one session.
  struct Entry: Sendable {
    /// The positions of its bars; empty when it has none.
    var bars = 0..<0
    /// Why its bars cannot be used.
    var problem: ReactionReason? = .missingPrice
    /// The close of the session before, in this session's terms: restated for a split or dividend.
    var priorClose = Double.missing
    /// Why there is no such close.
    var priorProblem: ReactionReason? = .missingPriorClose
  }

  let bars: PriceBars
  /// One entry a session of the clock.
  private(set) var entries: [Entry]
  /// How long an intraday bar lasts, in milliseconds; 0 for daily bars.
  let barLength: Int64
  /// The sessions from the first with a bar to the last; empty for a series without any.
  private(set) var span = 0..<0

  /// Cuts a series into sessions and checks each.
  ///
  /// - Parameters:
  ///   - bars: The series.
  ///   - clock: The sessions, which must cover the series' dates for the ends to be checked.
  ///   - usesAdjusted: Whether the close before is restated by adjusted closes, where there are any.
  ///   - barLength: How long an intraday bar lasts; `nil` for what most bars show.
  init(
    _ bars: PriceBars, on clock: SessionClock, usesAdjusted: Bool, barLength: Int64? = nil
  ) {
    self.bars = bars
    entries = [Entry](repeating: Entry(), count: clock.dates.count)
    self.barLength = bars.resolution == .daily ? 0 : barLength ?? BarSpacing.usual(of: bars.times)
    switch bars.resolution {
    case .daily: cutDaily(clock, usesAdjusted: usesAdjusted && !bars.adjustedClose.isEmpty)
    case .intraday: cutIntraday(clock)
    }
    guard let first = entries.firstIndex(where: { !$0.bars.isEmpty }),
      let last = entries.lastIndex(where: { !$0.bars.isEmpty })
    else { return }
    span = first..<last + 1
  }

  /// Takes over the closes before and the problems of the sessions from which these were derived, and
  /// what kept each session from being derived.
  mutating func restate(as original: AssetSessions, problems: [ReactionReason?]) {
    span = original.span
    for session in entries.indices {
      let entry = original.entries[session]
      (entries[session].priorClose, entries[session].priorProblem) =
        (entry.priorClose, entry.priorProblem)
      entries[session].problem = entry.problem ?? problems[session] ?? entries[session].problem
    }
  }

  private mutating func cutDaily(_ clock: SessionClock, usesAdjusted: Bool) {
    var next = 0
    for session in clock.dates.indices {
      while next < bars.count, bars.times[next] < clock.dates[session] { next += 1 }
      guard next < bars.count, bars.times[next] == clock.dates[session] else { continue }
      entries[session].bars = next..<next + 1
      entries[session].problem = dailyProblem(next)
      guard session > 0, let before = entries[session - 1].bars.last else { continue }
      (entries[session].priorClose, entries[session].priorProblem) =
        usesAdjusted ? restatedClose(before, for: next) : plainClose(before, for: next)
    }
  }

  private func dailyProblem(_ bar: Int) -> ReactionReason? {
    let (open, close) = (bars.open[bar], bars.close[bar])
    guard close > 0 else { return .missingPrice }
    guard open > 0 else { return .missingOpen }
    guard bars.high[bar] > 0, bars.low[bar] > 0 else { return .missingHighLow }
    return isConsistent(bar) ? nil : .inconsistentBar
  }

  /// Whether a bar's extremes enclose its other prices, but for what adjusting prices rounds.
  private func isConsistent(_ bar: Int) -> Bool {
    let slack = 1e-6 * bars.close[bar]
    return bars.high[bar] >= max(bars.open[bar], bars.close[bar]) - slack
      && bars.low[bar] <= min(bars.open[bar], bars.close[bar]) + slack
  }

  /// The close before in the prices of a later bar, by the ratio of adjusted to traded closes.
  private func restatedClose(_ before: Int, for bar: Int) -> (Double, ReactionReason?) {
    let (old, new) = (bars.adjustedClose[before], bars.adjustedClose[bar])
    guard old > 0, new > 0 else { return (.missing, .missingPriorClose) }
    return (old * (bars.close[bar] / new), nil)
  }

  private func plainClose(_ before: Int, for bar: Int) -> (Double, ReactionReason?) {
    let close = bars.close[before]
    guard close > 0 else { return (.missing, .missingPriorClose) }
    return isSplitRatio(bars.open[bar] / close) ? (.missing, .suspectedSplit) : (close, nil)
  }

  private mutating func cutIntraday(_ clock: SessionClock) {
    var next = 0
    for session in clock.dates.indices {
      while next < bars.count, bars.times[next] < clock.opens[session] { next += 1 }
      let start = next
      while next < bars.count, bars.times[next] < clock.closes[session] { next += 1 }
      guard next > start else { continue }
      entries[session].bars = start..<next
      entries[session].problem = intradayProblem(start..<next, session, clock)
      guard session > 0, let before = entries[session - 1].bars.last,
        clock.closes[session - 1] - bars.times[before] - barLength < longestHole
      else { continue }
      (entries[session].priorClose, entries[session].priorProblem) =
        plainClose(before, for: start)
    }
  }

  private func intradayProblem(
    _ range: Range<Int>, _ session: Int, _ clock: SessionClock
  ) -> ReactionReason? {
    var reached = clock.opens[session]
    let pause = clock.pauses[session]
    for bar in range {
      if hole(reached, bars.times[bar], pause) >= longestHole { return .missingBars }
      guard isConsistent(bar) else { return .inconsistentBar }
      reached = bars.times[bar] + barLength
    }
    return hole(reached, clock.closes[session], pause) >= longestHole ? .missingBars : nil
  }

  /// How long nothing was traded that could have been: a lunch break is no hole.
  private func hole(_ start: Int64, _ end: Int64, _ pause: Range<Int64>?) -> Int64 {
    guard let pause, start < pause.upperBound, end > pause.lowerBound else { return end - start }
    return end - start - (min(end, pause.upperBound) - max(start, pause.lowerBound))
  }
}

/// The time without a bar from which on a session is not taken to be known, in milliseconds.
private let longestHole: Int64 = 3_600_000

/// Whether an overnight change of price is that of a split, within 2%.
private func isSplitRatio(_ ratio: Double) -> Bool {
  let factor = max(ratio, 1 / ratio)
  return splitFactors.contains { abs(factor / $0 - 1) < 0.02 }
}

private let splitFactors: [Double] = [
  1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 50, 100,
]
