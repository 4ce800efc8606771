import MarketData

/// Turns the cells that say when a row is into a bar's time.
protocol TimeReader {
  /// The time, or `nil` when `read` has to be asked.
  ///
  /// - Parameter text: at least 16 bytes that may be read.
  func cached(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int64?

  /// The time of a row: of its date and, when the file has such a column, its time of day.
  mutating func read(
    _ date: UnsafeBufferPointer<UInt8>, clock: UnsafeBufferPointer<UInt8>?
  ) throws(TimeFailure) -> Int64

  /// Whether a time of day beside a date is as it must be, when `read` does not see it.
  func accepts(clock: UnsafeBufferPointer<UInt8>) -> Bool

  /// What the clock did at the last time that was read, once.
  mutating func takeClockChange() -> ClockChange?
}

/// Why cells give no time of a bar.
enum TimeFailure: Error, Equatable {
  case missing
  case stamp(StampText.Failure)
  /// The time of day beside the date cannot be read.
  case clock
  /// A time of day in a file whose beginning has daily bars.
  case intradayAmongDaily
  /// A time without an offset, and no zone to read it in.
  case noZone
  /// A date that contradicts the order in which the dates before it were read.
  case otherOrder(ImportOptions.DateOrder)
  case clockChange(ClockChange)
  /// A date on which the exchange that was named has no session.
  case noSession(exchange: String)
  /// A date before the first or after the last that the exchange's calendar knows.
  case notCovered(exchange: String, by: ClosedRange<CalendarDate>)
}

/// A time that the clocks of a zone did not show exactly once.
enum ClockChange: Equatable {
  /// Shown twice: the clocks were set back.
  case twice
  /// Never shown: the clocks were set forward.
  case never
}

extension StampForm {
  /// The stamp of a date's cell, or why it has none.
  func stamp(
    _ cell: UnsafeBufferPointer<UInt8>, isOrderDecided: Bool
  ) throws(TimeFailure) -> StampText {
    do throws(StampText.Failure) {
      return try read(cell)
    } catch {
      if isMissing(trimmed(cell)) { throw .missing }
      if error == .ambiguous, isUnambiguous { throw .stamp(.malformed) }
      guard error == .noSuchDate, isOrderDecided, let order else { throw .stamp(error) }
      for other in ImportOptions.DateOrder.allCases where other != order {
        if (try? StampText(cell, order: other)) != nil { throw .otherOrder(order) }
      }
      throw .stamp(error)
    }
  }
}
