import Foundation
import TestSupport
import Testing

@Suite struct ContagionCommandTests {
  private let workdir = Result { try SmallMarket.imported() }

  private static let periods =
    "--calm 2024-01-02,2024-05-31 --event 2024-06-03,2024-09-06"

  @Test("Two periods: what the database says in SQL is what is correlated")
  func periods() throws {
    let table = CSVTable(
      try workdir.get().run(
        "correlate contagion --source ^MKT \(Self.periods) --format csv"
      ).expect(stderr: "").stdout)
    #expect(table["symbol"] == ["F00", "F01"])
    #expect(table["calm_start"] == ["2024-01-02", "2024-01-02"])
    #expect(table["event_end"] == ["2024-09-06", "2024-09-06"])
    let correlations = CSVTable(
      try workdir.get().run(["sql", Self.correlation, "--format", "csv"]).expect().stdout)
    for (found, expected) in zip(table["r_event"], correlations["r"]) {
      #expect(abs((Double(found) ?? 0) - (Double(expected) ?? 1)) < 1e-11)
    }
    #expect(table["n_event"] == correlations["n"])
    for column in ["p_bootstrap", "p_bootstrap_raw"] {
      #expect(table[column].allSatisfy { (0.001...1).contains(Double($0) ?? 2) })
    }
  }

  /// Pearson's correlation of simple returns, by sums in SQL.
  private static let correlation = """
    with r as (
      select symbol, time, close / lag(close) over (partition by symbol order by time) - 1 as r
      from prices), p as (
      select firm.symbol, market.r as x, firm.r as y from r as firm join r as market using (time)
      where market.symbol = '^MKT' and firm.symbol <> '^MKT' and time >= '2024-06-03'
        and time <= '2024-09-06')
    select symbol, count(*) as n,
      (avg(x * y) - avg(x) * avg(y))
        / sqrt((avg(x * x) - avg(x) * avg(x)) * (avg(y * y) - avg(y) * avg(y))) as r
    from p group by symbol order by symbol
    """

  @Test("Events are about their own symbols; one of an unknown symbol says so")
  func events() throws {
    let table = CSVTable(
      try workdir.get().run(
        "correlate contagion --source ^MKT --events events --before -60,-11 --after 0,20 "
          + "--replicates 19 --format csv"
      ).expect(stderr: "").stdout)
    #expect(table["event_id"] == ["call-1", "tariff-1", "tariff-2"])
    #expect(table["symbol"] == ["F00", "F01", ""])
    #expect(table["event_start"] == ["2024-06-05", "2024-06-20", "2024-06-20"])
    #expect(table["n_calm"] == ["50", "50", ""])
    #expect(table["status"] == ["ok", "ok", "undefined"])
    #expect(table["reason"] == ["", "", "unknown_symbol"])
  }

  @Test("All sources, all days around events, on any number of threads")
  func everySource() throws {
    let texts = try [1, 2].map { threads in
      try workdir.get().run(
        "correlate contagion --all-sources --events all --event-days -1,1 --format csv "
          + "--threads \(threads)"
      ).expect(stderr: "").stdout
    }
    #expect(texts[0] == texts[1])
    let table = CSVTable(texts[0])
    #expect(table["source"] == ["F00", "F00", "F01", "F01", "^MKT", "^MKT"])
    #expect(Set(table["n_event"]) == ["6"])
  }

  @Test("The impact of the market on its firms, over the days of news against all others")
  func impact() throws {
    let outcome = try workdir.get().run(
      "correlate impact --source ^MKT --events all --event-days -1,1 --format csv"
    ).expect(stderr: "")
    let table = CSVTable(outcome.stdout)
    #expect(table["symbol"] == ["F00", "F01"])
    #expect(table["n_event"] == ["6", "6"])
    for row in table.rows(where: [:]) {
      let (calm, news) = (
        Double(row["source_sd_calm"] ?? "") ?? 0, Double(row["source_sd_event"] ?? "") ?? 0
      )
      let slopes = (Double(row["slope_calm"] ?? "") ?? 0, Double(row["slope_event"] ?? "") ?? 0)
      // cov = slope var on either side.
      let beta =
        (slopes.1 * news * news - slopes.0 * calm * calm) / (news * news - calm * calm)
      #expect(abs(beta - (Double(row["beta"] ?? "") ?? 99)) < 1e-9 * max(1, abs(beta)))
    }
  }

  @Test("Series with intraday bars only are passed over, unless they are asked for")
  func intradaySeries() throws {
    let workdir = try SmallMarket.imported()
    try workdir.write(
      "symbol,time,close\nSEC,2024-06-05T14:00Z,10\nSEC,2024-06-05T14:30Z,11\n".utf8,
      to: "seconds.csv")
    try workdir.run("import prices seconds.csv").expect()
    for command in ["contagion --replicates 0", "impact"] {
      let outcome = try workdir.run(
        "correlate \(command) --source ^MKT --events all --event-days -1,1 --format csv"
      ).expect(
        stderr: "1 series with intraday bars only passed over; this needs daily ones\n")
      #expect(CSVTable(outcome.stdout)["symbol"] == ["F00", "F01"])
      try WrongInput(
        "an intraday series",
        "correlate \(command) --source ^MKT --symbol SEC --events all --event-days -1,1", status: 2,
        "the series 'SEC' has intraday bars only; this needs daily ones"
      ).expectRefusal(in: workdir)
    }
  }

  static let problems: [WrongInput] = [
    (
      "a misspelt source", 4, "--source ^MTK \(periods)",
      "there is no series '^MTK'; did you mean '^MKT'?"
    ),
    (
      "a misspelt list", 4, "--source ^MKT --events event",
      "there is no event list 'event'; did you mean 'events'?"
    ),
    (
      "a misspelt group", 4, "--source ^MKT --group tarif",
      "no event has the group 'tarif'; did you mean 'tariff'?"
    ),
    (
      "a period without data", 4,
      "--source ^MKT --calm 1999-01-01,1999-12-31 --event 2024-06-03,2024-09-06",
      "the calm period 1999-01-01 to 1999-12-31 has no session; the data goes from 2024-01-01 to "
        + "2024-09-06"
    ),
    (
      "nothing to compare", 4, "--source ^MKT --symbol ^MKT \(periods)",
      "there is no series beside the source to compare it with"
    ),
  ].map { WrongInput($0.0, "correlate contagion " + $0.2, status: Int32($0.1), $0.3) }

  @Test("What is not there is told with the nearest name", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  static let refused: [(String, String)] = [
    (periods, "Name the source market: --source SYMBOL, or --all-sources for each in turn."),
    (
      "--source A --all-sources " + periods, "--all-sources takes every series; leave out --source."
    ),
    ("--source A", "Say which days to compare: --calm FIRST,LAST --event FIRST,LAST, or --events"),
    ("--source A --calm 2024-01-01,2024-02-01", "--calm and --event go together: give both."),
    ("--source A --events e " + periods, "are two questions; ask one of them."),
    (
      "--source A --calm 2024-01-01,2024-02-01 --event 2024-02-01,2024-03-01",
      "--calm and --event share days."
    ),
    (
      "--source A --events e --before -5,1 --after 0,2",
      "--before [-5, +1] and --after [0, +2] share sessions."
    ),
    ("--source A --symbol B --symbol B " + periods, "'B' is named twice; name each series once."),
    ("--source A --block-length 0 " + periods, "--block-length must be between 1 and 10000 days."),
    ("--source A --replicates 1000001 " + periods, "--replicates must be between 0 and 1000000."),
    ("--source A --calm 2024-01-02 --event 2024-02-01,2024-03-01", "is invalid for '--calm"),
  ]

  @Test("What cannot be read is told with what would be right", arguments: refused)
  func refusal(_ options: String, _ message: String) throws {
    let outcome = try workdir.get().run("correlate contagion " + options)
      .expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
    #expect(
      outcome.stderr.contains("See 'reaction correlate contagion --help'"), "\(outcome)")
  }

  /// Values of an independent program in numpy on ten US stocks, 2004-2016.
  @Test(
    "Published prices: Forbes and Rigobon's numbers of another program",
    .enabled(
      if: PublishedData.folder.map {
        FileManager.default.fileExists(atPath: $0.appending(path: "us10").path)
      } == true))
  func published() throws {
    let folder = try #require(PublishedData.folder).appending(path: "us10").path
    let workdir = try Workdir()
    try workdir.run(["import", "prices", folder + "/prices.csv"]).expect()
    try workdir.run(["import", "prices", folder + "/market.csv", "--symbol", "MARKET"]).expect()
    for expected in try Self.reference() {
      let table = CSVTable(
        try workdir.run(
          "correlate contagion --source \(expected["source"] ?? "") "
            + "--symbol \(expected["symbol"] ?? "") --calm 2005-03-14,2006-10-12 "
            + "--event 2008-05-16,2009-05-14 --sessions MARKET --alternative two-sided --format csv"
        ).expect().stdout)
      for (column, text) in expected where Double(text) != nil {
        let (found, value) = (Double(table[column].first ?? ""), Double(text) ?? 0)
        #expect(found.map { abs($0 - value) <= 1e-9 * abs(value) } == true, "\(column): \(text)")
      }
    }
  }

  private static func reference() throws -> [[String: String]] {
    let file = packageRoot.appending(path: "Tests/CorrelationTests/Reference/forbes-rigobon.csv")
    let table = CSVTable(try String(contentsOf: file, encoding: .utf8))
    return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0)) }
  }
}
