import Reporting
import Tables

extension Fixture {
  /// The result tables of an invented study of events on symbols, every number made by rule: the
  /// abnormal return of event i (from 0) on symbol j on day d is ((3 i + 5 j + 7 d) mod 11 - 5) / 200.
  ///
  /// - Parameters:
  ///   - events: The number of events.
  ///   - symbols: The number of symbols of each event.
  ///   - shared: Whether all events are on the same symbols, and not each on its own.
  static func grid(events: Int, symbols: Int, shared: Bool = true) -> TableSet {
    let rows = (0..<events).flatMap { event in (0..<symbols).map { (event: event, symbol: $0) } }
    let ids = rows.map { "e\($0.event + 1)" }
    let names = rows.map { shared ? "S\($0.symbol + 1)" : "S\($0.event * symbols + $0.symbol + 1)" }
    let sessions = rows.map { 20_000 + 9 * $0.event }
    let days = [-1, 0, 1]
    func ar(_ row: Int, _ day: Int) -> Double {
      let steps = 3 * rows[row].event + 5 * rows[row].symbol + 7 * (day + 1)
      return Double(steps % 11 - 5) / 200
    }
    let cells = rows.indices.flatMap { row in days.map { (row: row, day: $0) } }
    let cars = rows.indices.map { ar($0, 0) }
    return TableSet([
      Table(
        "events",
        [
          Column("event_id", texts: ids), Column("symbol", texts: names),
          Column("event_group", texts: rows.map { $0.event % 2 == 0 ? "call" : "tariff" }),
          Column("event_date", dates: sessions), Column("session", dates: sessions),
          Column("shift_days", integers: rows.map { _ in 0 }),
          Column("alignment", texts: rows.map { _ in "date_only" }),
          Column("status", texts: rows.map { _ in "included" }),
          Column("reason", texts: rows.map { _ in nil }),
        ]),
      Table(
        "ar",
        [
          Column("event_id", texts: cells.map { ids[$0.row] }),
          Column("symbol", texts: cells.map { names[$0.row] }),
          Column("model", texts: cells.map { _ in "market" }),
          Column("rel_day", integers: cells.map(\.day)),
          Column("ar", numbers: cells.map { ar($0.row, $0.day) }),
          Column("p_value", numbers: cells.map { _ in 0.5 }),
        ]),
      Table(
        "car",
        [
          Column("event_id", texts: ids), Column("symbol", texts: names),
          Column("model", texts: rows.map { _ in "market" }),
          Column("window_start", integers: rows.map { _ in 0 }),
          Column("window_end", integers: rows.map { _ in 0 }), Column("car", numbers: cars),
          Column("std_error", numbers: cars.map { _ in 0.01 }),
          Column("scar", numbers: cars.map { $0 / 0.01 }),
          Column("statistic", numbers: cars.map { $0 / 0.01 }),
          Column("df", integers: cars.map { _ in 58 }),
          Column("p_value", numbers: cars.map { abs($0) < 0.024 ? 0.4 : 0.0001 }),
          Column("bhar", numbers: cars), Column("reason", texts: rows.map { _ in nil }),
        ]),
      aar(days.map { day in rows.indices.map { ar($0, day) } }), caar(cars),
      table(
        of: days.map { TestRow(level: "aar", first: $0, last: $0, test: "csect_t", p: 0.2) }
          + [TestRow(test: "csect_t", statistic: 1, distribution: "t", df: 3, p: 0.04)]),
    ])
  }

  private static func aar(_ returns: [[Double]]) -> Table {
    let means = returns.map { $0.reduce(0, +) / Double($0.count) }
    return Table(
      "aar",
      [
        Column("model", texts: means.map { _ in "market" }),
        Column("event_group", texts: means.map { _ in "all" }),
        Column("rel_day", integers: means.indices.map { $0 - 1 }),
        Column("n_events", integers: returns.map(\.count)), Column("aar", numbers: means),
        Column("caar", numbers: means.indices.map { means[...$0].reduce(0, +) }),
        Column("conf_low", numbers: means.map { $0 - 0.01 }),
        Column("conf_high", numbers: means.map { $0 + 0.01 }),
      ])
  }

  private static func caar(_ cars: [Double]) -> Table {
    Table(
      "caar",
      [
        Column("model", texts: ["market"]), Column("event_group", texts: ["all"]),
        Column("window_start", integers: [0]), Column("window_end", integers: [0]),
        Column("n_events", integers: [cars.count]),
        Column("caar", numbers: [cars.reduce(0, +) / Double(cars.count)]),
        Column("median", numbers: [0]), Column("positive_share", numbers: [0.5]),
      ])
  }
}
