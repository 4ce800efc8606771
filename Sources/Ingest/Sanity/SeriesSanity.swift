import MarketData

/// Looks at the bars of one series as they pass by; what it keeps of them is bounded.
struct SeriesSanity {
  private let symbol: Symbol
  private(set) var doubts: [Doubt] = []
  private(set) var lacksAdjusted = 0
  private(set) var weekdays = WeekdayCounts()
  /// Bars at the ends of what was seen, for moves into the next run.
  private var (head, tail): ([SanityBar], [SanityBar]) = ([], [])

  private static let kept = 12
  /// Equal closes in a row that are suspicious where nothing was traded, and where the volume is
  /// not known.
  private static let staleBars = (withoutTrade: 5, withoutVolume: 10)

  init(_ symbol: Symbol) { self.symbol = symbol }

  /// Looks at a run of bars that lies wholly before or after those seen before.
  mutating func look(at run: Bars, _ actions: [CorporateAction] = []) {
    guard let first = run.times.first, let last = run.times.last else { return }
    weekdays.extend(first, last)
    if actions.isEmpty, QuickLook(run).isOrdinary {
      // Only what touches the run before or after it can be odd.
      let bars = run.sanityBars(in: 0..<min(run.count, Self.kept))
      look(bars, end: run.sanityBars(in: max(0, run.count - Self.kept)..<run.count), run.resolution)
    } else {
      noteOpposites(run)
      noteMissingAdjusted(run)
      let bars = run.sanityBars(in: 0..<run.count)
      note(actions, bars)
      look(bars, end: bars.suffix(Self.kept), run.resolution)
    }
  }

  /// Looks at bars together with those at the near end of what was seen before.
  private mutating func look(
    _ bars: [SanityBar], end: some Sequence<SanityBar>, _ resolution: Resolution
  ) {
    guard let first = bars.first else { return }
    let isLater = tail.last.map { $0.time < first.time } ?? true
    let before = isLater ? tail : []
    let window = before + bars + (isLater ? [] : head)
    look(window, new: before.count..<before.count + bars.count, resolution)
    if isLater { tail = Array((tail + end).suffix(Self.kept)) }
    if head.first.map({ first.time < $0.time }) ?? true {
      head = Array((bars.prefix(Self.kept) + head).prefix(Self.kept))
    }
  }

  /// Looks at the moves into the new bars, and into the first one behind them.
  private mutating func look(_ bars: [SanityBar], new: Range<Int>, _ resolution: Resolution) {
    // The last moves before the new bars can be told from the new ones only.
    for index in max(1, new.lowerBound - Jump.leastBars)..<min(bars.count, new.upperBound + 1) {
      guard let jump = Jump(into: index, bars) else { continue }
      note(jump, bars[index - 1], bars[index])
    }
    noteStale(bars, new: new)
    if resolution == .daily {
      let before = new.lowerBound > 0 ? bars[new.lowerBound - 1].price : nil
      weekdays.add(bars[new], before: before)
    }
  }

  private mutating func note(_ jump: Jump, _ before: SanityBar, _ bar: SanityBar) {
    let move = "from \(shortNumber(before.price)) to \(shortNumber(bar.price))"
    switch jump {
    case .split(let ratio):
      let sides = bar.price < before.price ? "\(Int(ratio)):1" : "1:\(Int(ratio))"
      add(.unadjustedSplitSuspected, bar.time, "\(move), near \(sides)")
    case .powerOfTen(let power):
      add(.hundredfoldErrorSuspected, bar.time, "\(move), near a factor of \(Int(power))")
    }
  }

  private mutating func note(_ actions: [CorporateAction], _ bars: [SanityBar]) {
    let check = ActionCheck(bars: bars)
    for action in actions {
      switch action.kind {
      case .dividend:
        guard let problem = check.problem(dividend: action.value, at: action.time) else { continue }
        add(.badDividendSuspected, action.time, problem)
      case .split:
        guard let index = check.unadjusted(split: action.value, at: action.time) else { continue }
        let move =
          "from \(shortNumber(bars[index - 1].price)) to \(shortNumber(bars[index].price))"
        add(
          .unadjustedSplitSuspected, bars[index].time,
          "\(move), beside a split of \(shortNumber(action.value))")
      }
    }
  }

  private mutating func noteStale(_ bars: [SanityBar], new: Range<Int>) {
    var start = max(0, new.lowerBound - 1)
    while start > 0, bars[start - 1].price == bars[start].price, bars[start].isIdle { start -= 1 }
    while start < new.upperBound {
      var end = start + 1
      while end < bars.count, bars[end].price == bars[start].price, bars[end].isIdle { end += 1 }
      let least =
        bars[start..<end].last?.hasVolume == true
        ? Self.staleBars.withoutTrade : Self.staleBars.withoutVolume
      // A run that goes on behind the new bars is noted when its end is known.
      if end - start > least, end > new.lowerBound {
        replaceStale(
          bars[start].time, "\(end - start) bars in a row at \(shortNumber(bars[start].price))")
      }
      start = end
    }
  }

  /// A run of equal closes that began in an earlier run of bars is one doubt, not two.
  private mutating func replaceStale(_ time: Int64, _ detail: String) {
    doubts.removeAll { $0.kind == .stalePaddingSuspected && $0.time == time }
    add(.stalePaddingSuspected, time, detail)
  }

  /// Highs below, and lows above, the prices that they bound; rounding apart.
  private mutating func noteOpposites(_ run: Bars) {
    let columns = [run.open, run.close].map(\.values).filter { !$0.isEmpty }
    for (bound, sign, name) in [(run.high.values, 1.0, "high"), (run.low.values, -1.0, "low")] {
      guard !bound.isEmpty else { continue }
      let odd = bound.indices.first { index in
        columns.contains { sign * ($0[index] - bound[index]) > 1e-5 * abs(bound[index]) }
      }
      guard let odd else { continue }
      add(.highLowInconsistent, run.times[odd], "the \(name) is \(shortNumber(bound[odd]))")
    }
  }

  private mutating func noteMissingAdjusted(_ run: Bars) {
    let (close, adjusted) = (run.close.values, run.adjustedClose.values)
    guard !adjusted.isEmpty, close.count == adjusted.count else { return }
    lacksAdjusted += close.indices.count { !close[$0].isMissing && adjusted[$0].isMissing }
  }

  private mutating func add(_ kind: Warning.Code, _ time: Int64, _ detail: String) {
    guard !doubts.contains(where: { $0.kind == kind && $0.time == time }) else { return }
    doubts.append(Doubt(kind: kind, symbol: symbol, time: time, detail: detail))
  }
}
