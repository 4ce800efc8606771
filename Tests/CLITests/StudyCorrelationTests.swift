import TestSupport
import Testing

@Suite struct StudyCorrelationTests {
  private let workdir = Result { try studied() }

  /// Twelve events on both firms, with a number and a word each.
  private static let events =
    "event_id,symbol,date,group,surprise,sector\n"
    + (0..<12).map { number in
      let date = ["03-04", "03-18", "04-02", "04-16", "05-01", "05-15"][number / 2]
      return "e\(number),F0\(number % 2),2024-\(date),\(number < 6 ? "call" : "tariff"),"
        + "\((number * 5) % 7),\(number % 3 == 0 ? "tech" : "energy")\n"
    }.joined()

  private static func studied() throws -> Workdir {
    let workdir = try SmallMarket.files()
    try workdir.write(events.utf8, to: "news.csv")
    try workdir.write(
      """
      study: news
      market: ^MKT
      events: {list: news}
      estimation: {window: [-40, -3], minimum: 20}
      event-window: [-2, 2]
      windows: [[0, 0], [-1, 1]]
      tests: [csect_t]

      """.utf8, to: "news.yaml")
    for command in ["import prices prices.csv", "import events news.csv", "study news.yaml"] {
      try workdir.run(command).expect()
    }
    return workdir
  }

  @Test("The matrix has the cells of table car, and a grid for a reader")
  func matrix() throws {
    let table = CSVTable(
      try workdir.get().run("correlate matrix news --window -1,1 --format csv")
        .expect(stderr: "").stdout)
    #expect(table.rows.count == 12)
    #expect(table["n_family"] == Array(repeating: "12", count: 12))
    let car = CSVTable(
      try workdir.get().run("export news --table car --format csv").expect().stdout
    ).rows(where: ["window_start": "-1"])
    #expect(table["scar"] == car.compactMap { $0["scar"] })
    let p = table["p_value"].compactMap { Double($0) }.sorted()
    // Benjamini and Hochberg, from the largest down.
    var least = 1.0
    for (index, value) in p.enumerated().reversed() {
      least = min(least, 12 * value / Double(index + 1))
    }
    let adjusted = table["p_adjusted"].compactMap { Double($0) }.min() ?? 9
    #expect(abs(adjusted - least) < 1e-15)
    let lines = try workdir.get().run("correlate matrix news").expect(stderr: "").stdout
      .split(separator: "\n")
    #expect(lines[0].split(separator: " ").map(String.init) == ["event_id", "F00", "F01"])
    #expect(lines.count == 14)
  }

  @Test("Attributes come from the further columns of the event list")
  func attributes() throws {
    let table = CSVTable(
      try workdir.get().run("correlate attributes news --format csv").expect(stderr: "").stdout)
    #expect(
      table["attribute"]
        == ["sector", "sector", "sector", "surprise", "surprise"]
        + Array(repeating: "group", count: 3))
    #expect(
      table["test"].prefix(5)
        == ["kruskal_wallis", "welch_t", "welch_t", "spearman", "kendall"])
    let one = CSVTable(
      try workdir.get().run(
        "correlate attributes news --attribute surprise --reaction scar --window -1,1 --format csv"
      ).expect(stderr: "").stdout)
    #expect(one["n_events"] == ["12", "12"])
    #expect(one["df"] == ["10", ""])
  }

  @Test("Assets on the days of news against all others")
  func assets() throws {
    let table = CSVTable(
      try workdir.get().run("correlate assets news --days 0,1 --replicates 99 --format csv")
        .expect(stderr: "").stdout)
    #expect(table["symbol_1"] == ["F00"])
    #expect(table["symbol_2"] == ["F01"])
    #expect(table["n_news"] == ["12"])
    #expect(table["n_ordinary"] == ["167"])
    let raw = CSVTable(
      try workdir.get().run("correlate assets news --raw --replicates 0 --format csv")
        .expect(stderr: "").stdout)
    #expect(raw["r_ordinary"] != table["r_ordinary"])
    #expect(raw["p_bootstrap"] == [""])
    #expect(raw["p_adjusted"] == raw["p_value"])
  }

  static let problems: [WrongInput] = [
    ("a misspelt study", 4, "matrix newz", "there is no study 'newz'; did you mean 'news'?"),
    (
      "a model", 4, "matrix news --model mean",
      "study 'news' has no model 'mean'; there are: market"
    ),
    (
      "a window", 4, "attributes news --window 0,5",
      "study 'news' has no window [0, +5]; there are: [-1, +1], [0, 0]"
    ),
    (
      "a misspelt attribute", 2, "attributes news --attribute suprise",
      "no event of the study has the column 'suprise'; did you mean 'surprise'?"
    ),
  ].map { WrongInput($0.0, "correlate " + $0.2, status: Int32($0.1), $0.3) }

  @Test("What a study has not is told with what it has", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  @Test("A level that is none")
  func level() throws {
    let outcome = try workdir.get().run("correlate matrix news --level 1").expect(
      status: 2, stdout: "")
    #expect(outcome.stderr.contains("--level must be between 0 and 1."), "\(outcome)")
  }
}
