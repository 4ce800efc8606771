import MarketData

/// The bars of every session that have the clock times of an event window, session by session.
///
/// Relative time on them is that of the window; one block of as many bars before it are those of
/// an earlier session. A window that reaches into other sessions takes the bars there, and one
/// longer than a session leaves sessions out, so that no bar is in two blocks.
struct BarBlocks: Sendable {
  /// What tells blocks of one calendar apart.
  struct Key: Hashable {
    let clocks: [Int32]
    /// The session of every bar, counted from that of the event.
    let offsets: [Int]
    /// The sessions from one block to the next, and the first block's.
    let step: Int
    let first: Int
  }

  let calendar: BarCalendar
  let key: Key
  /// The position of every bar in the calendar; `nil` where the session has no such bar.
  let places: [Int?]

  init(_ calendar: BarCalendar, _ key: Key) {
    (self.calendar, self.key) = (calendar, key)
    places = stride(from: key.first, to: calendar.dates.count, by: key.step).flatMap { session in
      zip(key.clocks, key.offsets).map { calendar.position(session: session + $1, clock: $0) }
    }
  }

  /// The number of bars of a block.
  var length: Int { key.clocks.count }

  /// The starts of bars in epoch milliseconds; a bar that a session lacks takes up a millisecond
  /// after the one before it, since times must rise.
  var starts: [Int64] {
    var last = (calendar.bars.first?.start ?? 0) - Int64(places.count) - 1
    return places.map { place in
      last = place.map { calendar.bars[$0].start } ?? last + 1
      return last
    }
  }

  /// The session of a bar as a date ordinal, whether or not it has such a bar; `nil` outside the
  /// calendar.
  func date(at position: Int) -> Int64? {
    let session = key.first + position / length * key.step + key.offsets[position % length]
    return calendar.dates.indices.contains(session) ? calendar.dates[session] : nil
  }

  /// The return of every bar.
  func returns(of series: BarSeries) -> [Double] {
    places.map { $0.map { series.returns[$0] } ?? .missing }
  }

  /// Why bars have no return.
  func gaps(of series: BarSeries) -> PriceGaps {
    let lacking = places.enumerated().compactMap { position, place -> PriceGaps.Lack? in
      let reason = place.map { series.absences[$0] } ?? .missingPrice
      return reason.map { PriceGaps.Lack(session: position, reason: $0) }
    }
    return PriceGaps(
      [Double](repeating: 1, count: places.count), spansSessions: false, outside: .missingValue,
      lacking: lacking)
  }
}

extension BarBlocks.Key {
  /// The blocks of an event whose bar is at a position of a calendar.
  init(_ calendar: BarCalendar, event: Int, window: Window) {
    let session = calendar.bars[event].session
    let bars = window.days.map { day -> BarCalendar.Bar? in
      let position = event + day
      return calendar.bars.indices.contains(position) ? calendar.bars[position] : nil
    }
    clocks = bars.map { $0?.clock ?? -1 }
    offsets = bars.map { ($0?.session ?? session) - session }
    step = Self.step(calendar, event, window)
    first = session % step
  }

  /// The least number of sessions after which a window's first bar comes after its last.
  private static func step(_ calendar: BarCalendar, _ event: Int, _ window: Window) -> Int {
    let first = max(0, event + window.first)
    let last = min(calendar.bars.count - 1, event + window.last)
    func place(_ position: Int) -> (session: Int, bar: Int) {
      let session = calendar.bars[position].session
      return (session, position - calendar.firstBars[session])
    }
    let (from, to) = (place(first), place(last))
    return max(1, to.session - from.session + (to.bar < from.bar ? 0 : 1))
  }
}
