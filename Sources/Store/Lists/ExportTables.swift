import MarketData
public import struct Tables.Column
public import struct Tables.Table

extension ReactionDatabase {
  /// A factor set as table `factors`: date, factor, value; by date, then in the set's order.
  ///
  /// Throws `StoreError.unknownFactorSet` with the nearest name.
  public func factors(set name: String) throws -> Table {
    let set = try factorSet(named: name)
    let count = set.factors.count
    return Table(
      "factors",
      [
        Column("date", dates: set.dates.flatMap { Array(repeating: $0.ordinal, count: count) }),
        Column("factor", texts: set.dates.flatMap { _ in set.factors.map(\.name) }),
        Column(
          "value",
          numbers: set.dates.indices.flatMap { row in set.factors.map { $0.values[row] } }),
      ])
  }

  /// The events of a list, or of all lists, as table `event_list`: event_id, symbol, event_time,
  /// time_zone, event_date, event_group, title, market, zone_policy.
  ///
  /// `event_time` is local time with its distance from UTC, missing for an event that has only a
  /// date. Throws `StoreError.unknownEventList` with the nearest name.
  public func eventList(name: String? = nil) throws -> Table {
    let events = try events(list: name)
    return Table(
      "event_list",
      [
        Column("event_id", texts: events.map(\.id)),
        Column("symbol", texts: events.map(\.symbol?.rawValue)),
        Column("event_time", texts: events.map { eventTimeText($0.time) }),
        Column("time_zone", texts: events.map(\.time.zoneName)),
        Column("event_date", dates: events.map(\.time.date.ordinal)),
        Column("event_group", texts: events.map(\.group)),
        Column("title", texts: events.map(\.title)),
        Column("market", texts: events.map(\.market?.rawValue)),
        Column("zone_policy", texts: events.map(\.zonePolicy?.rawValue)),
      ])
  }
}

extension EventTime {
  fileprivate var zoneName: String? {
    if case .clock(_, _, let zone, _) = self { zone.identifier } else { nil }
  }
}
