import GRDB
public import MarketData

/// Adds a calendar, which from then on is the one of its code.
func insert(_ calendar: CalendarListing, code: String, batch: Int64, in db: Database) throws {
  try db.execute(
    sql: "INSERT INTO calendar (batch, code, time_zone) VALUES (?, ?, ?)",
    arguments: [batch, code, calendar.zone.identifier])
  let addition = try db.makeStatement(
    sql: "INSERT INTO calendar_day (batch, date, open, close, note) VALUES (?, ?, ?, ?, ?)")
  for day in calendar.days {
    try addition.execute(arguments: [
      batch, day.date.ordinal, day.hours?.lowerBound.second, day.hours?.upperBound.second,
      day.note,
    ])
  }
}

extension ReactionDatabase {
  /// The imported calendar of a code, case aside; of several the last, whole. `nil` when there is
  /// none.
  ///
  /// Its vintage is the beginning of its file's digest. Throws `StoreError.damagedCalendar`.
  public func calendar(named code: String) throws -> ExchangeCalendar? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT batch, code, time_zone, source, substr(sha256, 1, 12) AS vintage
          FROM calendar JOIN batch ON batch.id = calendar.batch
          WHERE code = ? ORDER BY batch DESC LIMIT 1
          """,
        arguments: [code])
      guard let row else { return nil }
      let code: String = row["code"]
      guard let zone = Zone(row["time_zone"]),
        let calendar = ExchangeCalendar(
          code: code, name: row["source"], vintage: row["vintage"],
          listing: CalendarListing(zone: zone, days: try days(ofBatch: row["batch"], code, db)))
      else { throw StoreError.damagedCalendar(code) }
      return calendar
    }
  }

  /// The codes of the imported calendars, in order.
  public func calendarCodes() throws -> [String] {
    try read { db in
      try String.fetchAll(db, sql: "SELECT DISTINCT code FROM calendar ORDER BY code")
    }
  }
}

private func days(
  ofBatch batch: Int64, _ code: String, _ db: Database
) throws -> [CalendarListing.Day] {
  let rows = try Row.fetchAll(
    db, sql: "SELECT date, open, close, note FROM calendar_day WHERE batch = ? ORDER BY date",
    arguments: [batch])
  return try rows.map { row in
    CalendarListing.Day(
      date: CalendarDate(ordinal: row["date"]), hours: try hours(row["open"], row["close"], code),
      note: row["note"])
  }
}

private func hours(_ open: Int?, _ close: Int?, _ code: String) throws -> Range<ClockTime>? {
  guard let open, let close else { return nil }
  guard let open = ClockTime(second: open), let close = ClockTime(second: close), open < close
  else { throw StoreError.damagedCalendar(code) }
  return open..<close
}
