import Reporting
import Tables

/// The result tables of an invented study of three events on four symbols; no number in them
/// comes from a market.
enum Fixture {
  static let question = [
    "How NVDA, TSLA, AMD and INTC reacted to 3 market-wide events of list trade-2025.",
    "Market model on ^GSPC, simple close-to-close returns, estimation window [-250, -11] with at "
      + "least 60 days, windows [0, 0] and [-1, +1], two-sided tests, Holm adjustment.",
  ]

  static let study = TableSet([
    events(symbols: ["NVDA", "TSLA", "AMD", "INTC"]), aar, caar, tests, notices, provenance,
  ])

  static func events(symbols: [String]) -> Table {
    let ids = ["call-1", "tariff-2", "pause-3"]
    let rows = ids.indices.flatMap { event in symbols.map { (event: event, symbol: $0) } }
    let days = [20244, 20186, 20187]
    let why = ["before_open", "after_close", "date_only"]
    return Table(
      "events",
      [
        Column("event_id", texts: rows.map { ids[$0.event] } + ["late-4", "twice-5"]),
        Column("symbol", texts: rows.map(\.symbol) + ["XYZ", "NVDA"]),
        Column(
          "event_time",
          texts: rows.map {
            ["2025-06-05T08:45:00-04:00", "2025-04-08T16:20:00-04:00", nil][$0.event]
          }
            + [nil, nil]),
        Column(
          "time_zone",
          texts: rows.map { $0.event < 2 ? "America/New_York" : nil } + [nil, nil]),
        Column("event_date", dates: rows.map { days[$0.event] } + [20300, 20244]),
        Column(
          "session", dates: rows.map { days[$0.event] + ($0.event == 1 ? 1 : 0) } + [nil, 20244]),
        Column("shift_days", integers: rows.map { $0.event == 1 ? 1 : 0 } + [nil, 0]),
        Column("alignment", texts: rows.map { why[$0.event] } + [nil, nil]),
        Column("status", texts: rows.map { _ in "included" } + ["excluded", "excluded"]),
        Column("reason", texts: rows.map { _ in nil } + ["unknown_symbol", "duplicate"]),
      ])
  }

  static let aar = Table(
    "aar",
    [
      Column("model", texts: Array(repeating: "market", count: 5)),
      Column("event_group", texts: ["all", "all", "all", "tariff", "tariff"]),
      Column("rel_day", integers: [-1, 0, 1, 0, 1]),
      Column("n_events", integers: [12, 12, 11, 4, 4]),
      Column("aar", numbers: [-0.0012, 0.0213, 0.00444, 0.031, -0.0004]),
      Column("caar", numbers: [-0.0012, 0.0201, 0.02454, 0.031, 0.0306]),
      Column("positive_share", numbers: [5.0 / 12, 0.75, 6.0 / 11, 1, 0.5]),
    ])

  static let caar = Table(
    "caar",
    [
      Column("model", texts: ["market", "market", "market"]),
      Column("event_group", texts: ["all", "all", "tariff"]),
      Column("window_start", integers: [0, -1, 0]), Column("window_end", integers: [0, 1, 0]),
      Column("n_events", integers: [12, 12, 4]), Column("caar", numbers: [0.0213, 0.02454, 0.031]),
      Column("median", numbers: [0.0102, -0.0031, 0.0282]),
      Column("positive_share", numbers: [0.75, 0.5, 1]),
      Column("conf_low", numbers: [0.0041, -0.0052, 0.0119]),
      Column("conf_high", numbers: [0.0385, 0.05428, 0.0501]),
    ])

  static let notices = Table(
    "notices",
    [
      Column("code", texts: ["shared_sessions", "price_fallback"]),
      Column("severity", texts: ["warning", "info"]),
      Column("event_id", texts: [nil, nil]),
      Column(
        "message",
        texts: [
          "12 events fall on 3 sessions, so their abnormal returns are correlated and tests that "
            + "assume independent events reject too often. Prefer adj_bmp_t, grank_t or cda_t.",
          "INTC has no adjusted close; its close is used.",
        ]),
    ])

  static let provenance = Table(
    "provenance",
    [
      Column("key", texts: ["spec", "spec_sha256", "data_sha256", "version", "seed"]),
      Column(
        "value",
        texts: [
          "study: us-china-2025\nmarket: ^GSPC\n", String(repeating: "5f", count: 32),
          String(repeating: "a0", count: 32), "1.0.0", "20250605",
        ]),
    ])
}
