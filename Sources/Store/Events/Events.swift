import GRDB
public import MarketData

// MARK: Writing

/// Adds events to a list and returns how many were not in it yet.
func insert(
  _ events: [NewsEvent], list: String, batch: Int64, in db: Database
) throws -> Int {
  let addition = try RawStatement(
    db,
    """
    INSERT INTO event
      (batch, list, event_id, symbol, event_date, second, time_zone, instant, event_group, title,
       market, event_first, event_last, estimation_first, estimation_last, zone_policy)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
    """)
  let covariate = try RawStatement(
    db, "INSERT INTO covariate (event, position, name, value) VALUES (?, ?, ?, ?)")
  let stored = try StoredEvents(
    db, condition: "list = ?1 AND event_id = ?2 AND ifnull(symbol, '') = ?3")
  addition.bind(batch, at: 1)
  addition.bind(list, at: 2)
  var added = 0
  for event in events {
    bind(event, to: addition)
    try addition.run()
    if addition.changes == 1 {
      try insert(event.covariates, event: addition.lastInserted, with: covariate)
      added += 1
    } else {
      try refuseConflict(event, list: list, stored)
    }
  }
  return added
}

private func bind(_ event: NewsEvent, to statement: RawStatement) {
  statement.bind(event.id, at: 3)
  statement.bind(event.symbol?.rawValue, at: 4)
  statement.bind(Int64(event.time.date.ordinal), at: 5)
  if case .clock(_, let time, let zone, let instant) = event.time {
    statement.bind(Int64(time.second), at: 6)
    statement.bind(zone.identifier, at: 7)
    statement.bind(instant.milliseconds, at: 8)
  } else {
    for position in Int32(6)...8 { statement.bindNull(at: position) }
  }
  statement.bind(event.group, at: 9)
  statement.bind(event.title, at: 10)
  statement.bind(event.market?.rawValue, at: 11)
  let windows = event.windows
  statement.bind((windows?.event.lowerBound).map(Int64.init), at: 12)
  statement.bind((windows?.event.upperBound).map(Int64.init), at: 13)
  statement.bind((windows?.estimation.lowerBound).map(Int64.init), at: 14)
  statement.bind((windows?.estimation.upperBound).map(Int64.init), at: 15)
  statement.bind(event.zonePolicy?.rawValue, at: 16)
}

private func insert(
  _ covariates: [NewsEvent.Covariate], event: Int64, with statement: RawStatement
) throws {
  for (position, covariate) in covariates.enumerated() {
    statement.bind(event, at: 1)
    statement.bind(Int64(position), at: 2)
    statement.bind(covariate.name, at: 3)
    statement.bind(covariate.value, at: 4)
    try statement.run()
  }
}

private func refuseConflict(_ event: NewsEvent, list: String, _ stored: StoredEvents) throws {
  let found = try stored.all(list, event.id, event.symbol?.rawValue ?? "")
  guard let first = found.first else { return }
  // The same instant is the same news, however its zone is known.
  var stored = first.event
  stored.zonePolicy = event.zonePolicy
  guard stored != event else { return }
  throw StoreError.eventConflict(
    list: list, id: event.id, symbol: event.symbol, batch: first.batch)
}

// MARK: Reading

extension ReactionDatabase {
  /// The events of a list, or of all lists, in the order in which they were imported.
  ///
  /// Throws `StoreError.unknownEventList` with the nearest name.
  public func events(list: String? = nil) throws -> [NewsEvent] {
    try read { db in
      guard let list else { return try StoredEvents(db, condition: "true").all().map(\.event) }
      let events = try StoredEvents(db, condition: "list = ?1").all(list).map(\.event)
      if events.isEmpty {
        let names = try String.fetchAll(db, sql: "SELECT DISTINCT list FROM event")
        throw StoreError.unknownEventList(list, nearest: nearestName(to: list, among: names))
      }
      return events
    }
  }
}
