import GRDB
import MarketData

/// Reads events from their rows.
struct StoredEvents {
  private let rows: RawStatement
  private let covariates: RawStatement

  /// Reads the events that meet a condition on table `event`.
  init(_ db: Database, condition: String) throws {
    rows = try RawStatement(
      db,
      """
      SELECT event_id, symbol, event_date, second, time_zone, instant, event_group, title, market,
        event_first, event_last, estimation_first, estimation_last, batch, list, id,
        EXISTS (SELECT 1 FROM covariate WHERE event = event.id), zone_policy
      FROM event WHERE \(condition) ORDER BY id
      """)
    covariates = try RawStatement(
      db, "SELECT name, value FROM covariate WHERE event = ? ORDER BY position")
  }

  /// The events, with the condition's parameters, and the batches that brought them.
  func all(_ parameters: String...) throws -> [(event: NewsEvent, batch: Int)] {
    for (offset, parameter) in parameters.enumerated() {
      rows.bind(parameter, at: Int32(offset + 1))
    }
    var events: [(event: NewsEvent, batch: Int)] = []
    var zones: [String: Zone] = [:]
    try rows.forEachRow { row in
      events.append((try event(row, &zones), Int(row.integer(13))))
    }
    return events
  }

  private func event(_ row: RawStatement, _ zones: inout [String: Zone]) throws -> NewsEvent {
    NewsEvent(
      id: row.text(0) ?? "", symbol: row.text(1).map(Symbol.init(rawValue:)),
      time: try time(row, &zones), zonePolicy: row.text(17).flatMap(ZonePolicy.init),
      group: row.text(6), title: row.text(7),
      market: row.text(8).map(Symbol.init(rawValue:)), windows: windows(row),
      covariates: row.integer(16) == 1 ? try covariates(of: row.integer(15)) : [])
  }

  private func time(_ row: RawStatement, _ zones: inout [String: Zone]) throws -> EventTime {
    let date = CalendarDate(ordinal: Int(row.integer(2)))
    guard let name = row.text(4) else { return .date(date) }
    guard let time = ClockTime(second: Int(row.integer(3))) else {
      throw damage(row, "time", "second \(row.integer(3))")
    }
    guard let zone = zones[name] ?? Zone(name) else { throw damage(row, "time_zone", name) }
    zones[name] = zone
    return .clock(
      date: date, time: time, zone: zone, instant: Instant(milliseconds: row.integer(5)))
  }

  private func windows(_ row: RawStatement) -> NewsEvent.Windows? {
    guard let event = range(row, 9), let estimation = range(row, 11) else { return nil }
    return NewsEvent.Windows(event: event, estimation: estimation)
  }

  private func range(_ row: RawStatement, _ column: Int32) -> ClosedRange<Int>? {
    guard let first = row.optionalInteger(column), let last = row.optionalInteger(column + 1),
      first <= last
    else { return nil }
    return Int(first)...Int(last)
  }

  private func covariates(of event: Int64) throws -> [NewsEvent.Covariate] {
    covariates.bind(event, at: 1)
    var found: [NewsEvent.Covariate] = []
    try covariates.forEachRow { row in
      found.append(.init(name: row.text(0) ?? "", value: row.text(1) ?? ""))
    }
    return found
  }

  private func damage(_ row: RawStatement, _ column: String, _ found: String) -> StoreError {
    .damagedEvent(
      list: row.text(14) ?? "", id: row.text(0) ?? "", column: column, found: found)
  }
}
