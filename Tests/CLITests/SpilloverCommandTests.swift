import TestSupport
import Testing

@Suite struct SpilloverCommandTests {
  private let workdir = Result { try SmallMarket.imported() }

  @Test("The index has a row a series and one for all")
  func index() throws {
    let table = CSVTable(
      try workdir.get().run(
        "correlate spillover ^MKT F00 F01 --replicates 19 --format csv"
      ).expect(stderr: "").stdout)
    #expect(table["symbol"] == ["^MKT", "F00", "F01", ""])
    #expect(table["total"].prefix(3) == ["", "", ""])
    #expect((0...1).contains(Double(table["total"][3]) ?? 9))
    #expect(table["first"][0] == "2024-01-03")
  }

  @Test("Shares of every series sum to 1")
  func shares() throws {
    let table = CSVTable(
      try workdir.get().run(
        "correlate spillover ^MKT F00 F01 --lags 2 --table shares --format csv"
      ).expect(stderr: "").stdout)
    let shares = table["share"].map { Double($0) ?? 9 }
    for row in 0..<3 {
      #expect(abs(shares[3 * row..<3 * row + 3].reduce(0, +) - 1) < 1e-14)
    }
  }

  static let problems: [WrongInput] = [
    ("a misspelt series", "F00 F10", "there is no series 'F10'; did you mean 'F00'?"),
    (
      "too few days", "F00 F01 --lags 30 --to 2024-04-30",
      "all series have returns on 56 sessions with their lags; at least 123 are needed for so many "
        + "series and lags"
    ),
  ].map { WrongInput($0.0, "correlate spillover " + $0.1, status: 4, $0.2) }

  @Test("What is not there is told", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  static let refused: [(String, String)] = [
    ("F00", "Name two series or more."),
    ("F00 F01 F00", "'F00' is named twice; name each series once."),
    ("F00 F01 --horizon 0", "--horizon must be between 1 and 250 days."),
    ("F00 F01 --lags 0", "--lags and --maximum-lags must be between 1 and 100."),
    ("F00 F01 --replicates=-1", "--replicates must be between 0 and 100000."),
  ]

  @Test("What cannot be read is told with what would be right", arguments: refused)
  func refusal(_ options: String, _ message: String) throws {
    let outcome = try workdir.get().run("correlate spillover " + options)
      .expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
  }
}
