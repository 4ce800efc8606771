import TestSupport
import Testing

@Suite struct PathCommandTests {
  private let workdir = Result { try SmallMarket.imported() }

  @Test("One row a day with a correlation")
  func path() throws {
    let table = CSVTable(
      try workdir.get().run("correlate path F00 ^MKT --window 100 --format csv")
        .expect(stderr: "").stdout)
    #expect(table.rows.count == 80)
    #expect(table["session"].last == "2024-09-06")
    #expect(Set(table["symbol_1"]) == ["F00"])
    let ends = zip(table["conf_low"], zip(table["r"], table["conf_high"])).map {
      [Double($0) ?? 9, Double($1.0) ?? 9, Double($1.1) ?? -9]
    }
    #expect(ends.allSatisfy { $0 == $0.sorted() })
  }

  @Test("The days are those that are asked for")
  func dates() throws {
    let table = CSVTable(
      try workdir.get().run(
        "correlate path F00 ^MKT --method ewma --window 20 --from 2024-03-01 --to 2024-06-28 "
          + "--format csv"
      ).expect(stderr: "").stdout)
    #expect(table["session"].last == "2024-06-28")
    #expect(table["session"].first == "2024-03-28")
  }

  @Test("The parameters of a fit")
  func parameters() throws {
    let table = CSVTable(
      try workdir.get().run("correlate path F00 ^MKT --method dcc --table parameters --format csv")
        .expect(stderr: "").stdout)
    #expect(table["term"].suffix(4) == ["a", "b", "log_likelihood", "constant_correlation"])
    #expect(Set(table["n_days"]) == ["179"])
  }

  static let problems: [WrongInput] = [
    ("a misspelt series", 4, "F00 ^MKTT", "there is no series '^MKTT'; did you mean '^MKT'?"),
    (
      "too few days", 4, "F00 F01 --window 180",
      "the two series have returns on 179 common days; at least 180 are needed"
    ),
  ].map { WrongInput($0.0, "correlate path " + $0.2, status: Int32($0.1), $0.3) }

  @Test("What is not there is told", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  static let refused: [(String, String)] = [
    ("F00 F00", "'F00' is named twice; name each series once."),
    ("F00 F01 --window 3", "--window must be at least 4 days."),
    ("F00 F01 --method ewma --lambda 1", "--lambda must be between 0 and 1."),
    ("F00 F01 --table parameters", "Only dcc estimates parameters"),
    ("F00 F01 --from 2024-05-01 --to 2024-04-01", "--to 2024-04-01 is before --from 2024-05-01."),
  ]

  @Test("What cannot be read is told with what would be right", arguments: refused)
  func refusal(_ options: String, _ message: String) throws {
    let outcome = try workdir.get().run("correlate path " + options).expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
  }
}
