import Foundation
import MarketData

/// Reads the dates of a column of daily bars, quickly when they are like the ones before.
///
/// Rows of one series share the month with the row before, and rows of one day the whole date, so
/// an ISO date is nearly always the first eight bytes of the last one and a day.
struct DateReader: TimeReader {
  private let form: StampForm
  private let isOrderDecided: Bool
  /// The times of day, in milliseconds, that bars have beside midnight.
  private let closes: ClosedRange<Int>
  private let calendar: ExchangeCalendar?
  private var monthText: UInt64 = 0
  private var monthStart: Int64 = 0
  private var monthLength: UInt8 = 0
  private var lastText = (low: UInt64(0), high: UInt64(0), count: -1)
  private var lastOrdinal: Int64 = 0

  /// - Parameter calendar: Whose sessions the dates must be, if any.
  init(_ times: TimeLayout, calendar: ExchangeCalendar? = nil) {
    self.calendar = calendar
    form = times.form
    isOrderDecided = times.isOrderDecided
    closes = times.closes
  }

  @inline(__always)
  func cached(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
    let raw = UnsafeRawPointer(text)
    let low = raw.loadUnaligned(as: UInt64.self)
    if count == 10, low == monthText {
      let tens = text[8] &- 0x30
      let ones = text[9] &- 0x30
      let day = tens &* 10 &+ ones
      if tens <= 3, ones <= 9, day &- 1 < monthLength { return monthStart &+ Int64(day) }
      return nil
    }
    guard count == lastText.count, low == lastText.low else { return nil }
    // The bytes of the second word that belong to the text.
    let mask = count <= 8 ? 0 : ~UInt64(0) &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count)
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask
    return high == lastText.high ? lastOrdinal : nil
  }

  /// The date's ordinal, remembered for the next call of `cached`.
  mutating func read(
    _ date: UnsafeBufferPointer<UInt8>, clock: UnsafeBufferPointer<UInt8>? = nil
  ) throws(TimeFailure) -> Int64 {
    let stamp = try form.stamp(date, isOrderDecided: isOrderDecided)
    guard isDaily(stamp.millisecond ?? 0) else { throw .intradayAmongDaily }
    if let calendar {
      // Nothing is remembered: a date of the same month may be none.
      guard calendar.session(on: stamp.date) != nil else {
        throw calendar.coverage.contains(stamp.date)
          ? .noSession(exchange: calendar.code)
          : .notCovered(exchange: calendar.code, by: calendar.coverage)
      }
    } else {
      remember(date, stamp.date)
    }
    return Int64(stamp.date.ordinal)
  }

  func accepts(clock: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !isMissing(trimmed(clock)) else { return true }
    return (try? StampText.clock(clock)).map { isDaily($0.millisecond) } ?? false
  }

  func takeClockChange() -> ClockChange? { nil }

  /// Whether a time of day is one that daily bars have.
  private func isDaily(_ millisecond: Int) -> Bool {
    millisecond == 0 || closes.contains(millisecond)
  }

  private mutating func remember(_ cell: UnsafeBufferPointer<UInt8>, _ date: CalendarDate) {
    guard let base = cell.baseAddress else { return }
    if form.numbers == nil, cell.count == 10, isISO(cell) {
      let (year, month, day) = date.components
      monthText = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
      monthStart = Int64(date.ordinal - day)
      monthLength = UInt8(
        (29...31).last { CalendarDate(year: year, month: month, day: $0) != nil } ?? 28)
    } else if (8...16).contains(cell.count) {
      var words = (UInt64(0), UInt64(0))
      withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(cell)) }
      (lastText, lastOrdinal) = ((words.0, words.1, cell.count), Int64(date.ordinal))
    }
  }

  /// Whether the last two of ten bytes are a day behind a year and a month.
  private func isISO(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell[4] == UInt8(ascii: "-") && cell[7] == UInt8(ascii: "-")
  }
}
