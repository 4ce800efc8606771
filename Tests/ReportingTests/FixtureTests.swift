import Tables

extension Fixture {
  /// One row of table `tests`.
  struct TestRow {
    var group = "all"
    var level = "caar"
    var first = 0
    var last = 0
    var test: String
    var variant: String?
    var estimate = 0.0213
    var statistic = Double.nan
    var distribution: String?
    var df: Int?
    var p = Double.nan
    var adjusted = Double.nan
    var status = "ok"
    var reason: String?
  }

  static let tests = table(of: dayRows + windowRows)

  static func table(of rows: [TestRow]) -> Table {
    Table(
      "tests",
      [
        Column("model", texts: rows.map { _ in "market" }),
        Column("event_group", texts: rows.map(\.group)), Column("level", texts: rows.map(\.level)),
        Column("window_start", integers: rows.map(\.first)),
        Column("window_end", integers: rows.map(\.last)), Column("test", texts: rows.map(\.test)),
        Column("variant", texts: rows.map(\.variant)),
        Column("estimate", numbers: rows.map(\.estimate)),
        Column("statistic", numbers: rows.map(\.statistic)),
        Column("distribution", texts: rows.map(\.distribution)),
        Column("df", integers: rows.map(\.df)), Column("p_value", numbers: rows.map(\.p)),
        Column("p_adjusted", numbers: rows.map(\.adjusted)),
        Column("status", texts: rows.map(\.status)), Column("reason", texts: rows.map(\.reason)),
      ])
  }

  private static let dayRows: [TestRow] = [
    TestRow(level: "aar", first: -1, last: -1, test: "csect_t", p: 0.6213),
    TestRow(level: "aar", first: -1, last: -1, test: "bmp_t", p: 0.5871),
    TestRow(level: "aar", test: "csect_t", p: 0.0192),
    TestRow(level: "aar", test: "bmp_t", p: 0.00004),
    TestRow(level: "aar", first: 1, last: 1, test: "csect_t", p: 0.0871),
    TestRow(
      level: "aar", first: 1, last: 1, test: "bmp_t", status: "undefined",
      reason: "too_few_events"),
  ]

  private static let windowRows: [TestRow] = [
    TestRow(
      test: "csect_t", statistic: 2.7311, distribution: "t", df: 11, p: 0.0195, adjusted: 0.0585),
    TestRow(
      test: "patell_z", variant: "exact", statistic: 6.26382, distribution: "normal", p: 3.7e-10,
      adjusted: 1.1e-9),
    TestRow(
      test: "bmp_t", variant: "normal", statistic: 4.41, distribution: "t", df: 11, p: 0.001,
      adjusted: 0.004),
    TestRow(
      test: "adj_bmp_t", statistic: 1.98503, distribution: "t", df: 11, p: 0.0726,
      adjusted: 0.1452),
    TestRow(
      test: "gsign_z", estimate: 0.75, statistic: 1.621, distribution: "normal", p: 0.105,
      adjusted: 0.1452, status: "approximate"),
    TestRow(
      test: "corrado_z", estimate: .nan, status: "undefined", reason: "missing_return"),
    TestRow(
      first: -1, last: 1, test: "csect_t", estimate: 0.02454, statistic: 2.31, distribution: "t",
      df: 11, p: 0.0413),
    TestRow(
      first: -1, last: 1, test: "wilcoxon", estimate: 0.0087, statistic: 41,
      distribution: "signed_rank", p: 0.9097),
    TestRow(
      group: "tariff", test: "csect_t", estimate: 0.031, statistic: 5.2, distribution: "t", df: 3,
      p: 0.0138),
  ]
}
