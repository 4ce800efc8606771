import Foundation
import Tables

@testable import Reporting

extension Fixture {
  /// A study with an invented reaction to each event of ``grid(events:symbols:shared:)``, every price made
  /// by rule: 100 before the news, 101 after it, 103 at the peak (or 97, every second one), 98 at the
  /// other end (or 102) and 100.6 plus the event's place modulo 5 over 10 at the close. Every first
  /// event's symbols have paths: 101 at the start, 102 after five minutes, and the close.
  static func withReactions(_ study: TableSet) -> TableSet {
    let events = study.records("events")
    return study.joined(with: [reactions(to: events)])
  }

  static func reactions(to events: [Record]) -> TableSet {
    let ids = events.map { "news of \($0.text("event_id") ?? "")" }
    let symbols = events.map { $0.text("symbol") }
    let closes = events.indices.map { 100.6 + Double($0 % 5) / 10 }
    let peaks = events.indices.map { $0 % 2 == 0 ? 103.0 : 97 }
    let retained = events.indices.map { log(closes[$0] / 100) / log(peaks[$0] / 100) }
    let own = events.indices.filter { events[$0].text("event_id") == "e1" }
    let steps = own.flatMap { row -> [(Int, Int, Double)] in
      [(row, 0, 100), (row, 1, 101), (row, 2, 102), (row, 3, closes[row])]
    }
    func numbers(_ name: String, _ value: (Int) -> Double) -> Column {
      Column(name, numbers: events.indices.map(value))
    }
    let reactions = Table(
      "reactions",
      [
        Column("event_id", texts: ids), Column("symbol", texts: symbols),
        Column("session", dates: events.map { $0.ordinal("session") }),
        Column("resolution", texts: events.map { _ in "intraday" }),
        Column("direction_rule", texts: events.map { _ in "gap" }),
        numbers("gap") { _ in log(1.01) },
        numbers("open_to_close") { log(closes[$0] / 101) },
        numbers("close_to_close") { log(closes[$0] / 100) },
        numbers("peak") { peaks[$0] },
        Column("peak_time", texts: events.map { _ in "2025-06-05T09:35:00-04:00" }),
        numbers("trough") { $0 % 2 == 0 ? 98 : 102 },
        numbers("fade_ratio") { 1 - retained[$0] },
        numbers("retention") { retained[$0] },
        numbers("minutes_to_peak") { _ in 5 },
        numbers("placebo_p") { $0 % 3 == 0 ? 0.01 : 0.4 },
        Column("placebo_n", integers: events.map { _ in 100 }),
        Column("status", texts: events.map { _ in "ok" }),
        Column("reason", texts: events.map { _ in nil }),
      ])
    let paths = Table(
      "reaction_paths",
      [
        Column("event_id", texts: steps.map { ids[$0.0] }),
        Column("symbol", texts: steps.map { symbols[$0.0] }),
        Column("step", integers: steps.map(\.1)),
        Column("time", texts: steps.map { $0.1 == 0 ? nil : "2025-06-05T09:3\($0.1):00-04:00" }),
        Column("minutes", numbers: steps.map { $0.1 == 0 ? .nan : Double($0.1 - 1) * 5 }),
        Column("price", numbers: steps.map(\.2)),
        Column("change", numbers: steps.map { log($0.2 / 100) }),
      ])
    return TableSet([reactions, paths])
  }
}

extension Record {
  fileprivate func ordinal(_ column: String) -> Int? {
    if case .date(let ordinal) = table[column]?[row] { ordinal } else { nil }
  }
}
