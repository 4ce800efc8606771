import Foundation
import MarketData

/// Reads the dates of a column of daily bars, quickly when they are like the ones before.
///
/// Rows of one series share the month with the row before, and rows of one day the whole date, so
/// an ISO date is nearly always the first eight bytes of the last one and a day.
struct DateReader {
  private let order: ImportOptions.DateOrder?
  private var monthText: UInt64 = 0
  private var monthStart: Int32 = 0
  private var monthLength: UInt8 = 0
  private var lastText = (low: UInt64(0), high: UInt64(0), count: -1)
  private var lastOrdinal: Int32 = 0

  init(order: ImportOptions.DateOrder?) { self.order = order }

  /// Why a cell is not the date of a daily bar.
  enum Failure: Error, Equatable {
    case missing
    case stamp(StampText.Failure)
    /// A time of day other than midnight.
    case clockTime
  }

  /// The date's ordinal, or `nil` when `read` has to be asked.
  ///
  /// - Parameter text: at least 16 bytes that may be read.
  @inline(__always)
  func cached(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int32? {
    let raw = UnsafeRawPointer(text)
    let low = raw.loadUnaligned(as: UInt64.self)
    if count == 10, low == monthText {
      let tens = text[8] &- 0x30
      let ones = text[9] &- 0x30
      let day = tens &* 10 &+ ones
      if tens <= 3, ones <= 9, day &- 1 < monthLength { return monthStart &+ Int32(day) }
      return nil
    }
    guard count == lastText.count, low == lastText.low else { return nil }
    // The bytes of the second word that belong to the text.
    let mask = count <= 8 ? 0 : ~UInt64(0) &>> UInt64(truncatingIfNeeded: 128 &- 8 &* count)
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & mask
    return high == lastText.high ? lastOrdinal : nil
  }

  /// The date's ordinal, remembered for the next call of `cached`.
  mutating func read(_ cell: UnsafeBufferPointer<UInt8>) throws(Failure) -> Int32 {
    let stamp: StampText
    do throws(StampText.Failure) {
      stamp = try StampText(cell, order: order)
    } catch {
      throw isMissing(trimmed(cell)) ? .missing : .stamp(error)
    }
    guard stamp.millisecond ?? 0 == 0 else { throw .clockTime }
    remember(cell, stamp.date)
    return Int32(stamp.date.ordinal)
  }

  private mutating func remember(_ cell: UnsafeBufferPointer<UInt8>, _ date: CalendarDate) {
    guard let base = cell.baseAddress else { return }
    if cell.count == 10, cell[4] == UInt8(ascii: "-") {
      let (year, month, day) = date.components
      monthText = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
      monthStart = Int32(date.ordinal - day)
      monthLength = UInt8(
        (29...31).last { CalendarDate(year: year, month: month, day: $0) != nil } ?? 28)
    } else if (8...16).contains(cell.count) {
      var words = (UInt64(0), UInt64(0))
      withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(cell)) }
      (lastText, lastOrdinal) = ((words.0, words.1, cell.count), Int32(date.ordinal))
    }
  }
}
