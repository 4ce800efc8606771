public import MarketData

extension StudySpec.Alignment {
  /// The position of an event's session among some sessions, by the rules of a study.
  ///
  /// - Parameters:
  ///   - time: When the news was known.
  ///   - sessions: Dates as `CalendarDate.ordinal`, strictly rising.
  ///   - exchange: The exchange on whose clock a time is put.
  /// - Returns: A position in `sessions`.
  /// - Throws: `Exclusion.outOfRange`, `.notASession` or `.shiftTooLong`.
  public func position(
    of time: EventTime, among sessions: [Int64], exchange: ExchangeCalendar
  ) throws(Exclusion) -> Int {
    let inputs = StudyInputs(events: [], prices: [:], factors: nil, exchange: exchange)
    let grid = SessionGrid(
      sessions: sessions, market: "", inputs: inputs, spec: StudySpec(name: ""))
    return try session(of: time, on: grid, exchange: exchange).position
  }
}
