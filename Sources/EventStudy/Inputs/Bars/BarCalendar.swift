import MarketData

/// The bars of an exchange in their order: those of its sessions, and between sessions, as in a
/// pause, one for the time without trade.
///
/// They follow each other without a gap, so that every instant from the first open to the last
/// close lies in one.
struct BarCalendar: Sendable {
  struct Bar: Sendable {
    /// Epoch milliseconds; the end is the next bar's start.
    let start: Int64
    let end: Int64
    /// The position of the session; that of the next one for the time between two.
    let session: Int
    /// The number of the bar's times of day. Bars of other sessions with this number begin and end
    /// at the same times on the exchange's clock.
    let clock: Int32
    /// Whether the exchange is closed.
    let isClosed: Bool
    /// Whether the bar ends with its session, or with a pause, and may be shorter than others.
    let endsTrading: Bool
  }

  let exchange: ExchangeCalendar
  let bars: [Bar]
  /// The dates of the sessions as `CalendarDate.ordinal`.
  let dates: [Int64]
  /// The position of each session's first bar, the closed one before it among them.
  let firstBars: [Int]
  private let clockCount: Int
  /// The position of the bar of every session and clock; -1 where there is none.
  private let places: [Int32]

  /// The bars on the dates of a range.
  init(_ exchange: ExchangeCalendar, dates: ClosedRange<CalendarDate>, spacing: BarSpacing) {
    self.exchange = exchange
    var builder = BarCalendarBuilder(length: Int64(spacing.seconds) * 1000)
    let sessions = exchange.sessions(in: dates)
    for session in sessions {
      builder.append(exchange.hours(of: session), opening: session.open.second)
    }
    self.dates = sessions.map { Int64($0.date.ordinal) }
    (bars, firstBars, clockCount) = (builder.bars, builder.firstBars, builder.clocks.count)
    var places = [Int32](repeating: -1, count: sessions.count * builder.clocks.count)
    for (position, bar) in bars.enumerated() {
      places[bar.session * clockCount + Int(bar.clock)] = Int32(position)
    }
    self.places = places
  }

  /// The position of the bar that contains an instant in epoch milliseconds.
  func position(containing instant: Int64) -> Int? {
    let after = bars.partitioningIndex { $0.start > instant }
    guard after > 0, instant < bars[after - 1].end else { return nil }
    return after - 1
  }

  /// The start of the bar that contains a piece of news; `nil` for a date alone.
  func start(ofBarAt time: EventTime) -> Int64? {
    guard case .clock(_, _, _, let instant) = time else { return nil }
    return position(containing: instant.milliseconds).map { bars[$0].start }
  }

  /// The position of a session's bar of some clock.
  func position(session: Int, clock: Int32) -> Int? {
    guard dates.indices.contains(session), clock >= 0 else { return nil }
    let place = places[session * clockCount + Int(clock)]
    return place < 0 ? nil : Int(place)
  }
}

/// Cuts sessions into bars, one after the other.
private struct BarCalendarBuilder {
  /// The times of day of a bar, in seconds from the midnight of the session's date.
  struct Clock: Hashable {
    let start: Int64
    let end: Int64
    let isClosed: Bool
  }

  let length: Int64
  var bars: [BarCalendar.Bar] = []
  var firstBars: [Int] = []
  var clocks: [Clock: Int32] = [:]
  /// When the session before ended, on the clock and in epoch milliseconds.
  private var lastClose: (clock: Int64, instant: Int64)?

  init(length: Int64) { self.length = length }

  mutating func append(_ hours: SessionHours, opening: Int) {
    firstBars.append(bars.count)
    /// What the exchange's clock shows, had it not been changed since the open.
    func clock(_ instant: Int64) -> Int64 { Int64(opening) * 1000 + instant - hours.open }
    if let lastClose, lastClose.instant < hours.open {
      append(
        lastClose.instant..<hours.open,
        Clock(start: lastClose.clock, end: clock(hours.open), isClosed: true), endsTrading: false)
    }
    let morning = hours.open..<(hours.pause?.lowerBound ?? hours.close)
    appendTrading(morning, clock)
    if let pause = hours.pause {
      append(
        pause, Clock(start: clock(pause.lowerBound), end: clock(pause.upperBound), isClosed: true),
        endsTrading: false)
      appendTrading(pause.upperBound..<hours.close, clock)
    }
    lastClose = (clock(hours.close), hours.close)
  }

  private mutating func appendTrading(_ span: Range<Int64>, _ clock: (Int64) -> Int64) {
    for start in stride(from: span.lowerBound, to: span.upperBound, by: Int64.Stride(length)) {
      let end = min(start + length, span.upperBound)
      append(
        start..<end, Clock(start: clock(start), end: clock(end), isClosed: false),
        endsTrading: end == span.upperBound)
    }
  }

  private mutating func append(_ span: Range<Int64>, _ clock: Clock, endsTrading: Bool) {
    let code = clocks[clock] ?? Int32(clocks.count)
    clocks[clock] = code
    bars.append(
      BarCalendar.Bar(
        start: span.lowerBound, end: span.upperBound, session: firstBars.count - 1, clock: code,
        isClosed: clock.isClosed, endsTrading: endsTrading))
  }
}
