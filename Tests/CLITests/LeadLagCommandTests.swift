import TestSupport
import Testing

@Suite struct LeadLagCommandTests {
  private let workdir = Result { try SmallMarket.imported() }

  /// Minute bars of two series on two dates; B has A's prices two minutes later.
  private static let minutes: String = {
    let lines = (0..<2).flatMap { date in
      (0..<60).flatMap { minute in
        ["A", "B"].map { symbol in
          let at = minute - (symbol == "B" ? 2 : 0) + 100 * date
          let price = 100 + (at * at * 7 + at * 13) % 17
          let clock = minute < 10 ? "0\(minute)" : "\(minute)"
          return "2024-05-0\(6 + date)T14:\(clock):00Z,\(symbol),\(price)\n"
        }
      }
    }
    return "time,symbol,close\n" + lines.joined()
  }()

  @Test("One row a lag, and the peak")
  func daily() throws {
    let lags = CSVTable(
      try workdir.get().run(
        "correlate lead-lag ^MKT F00 --maximum-lag 3 --replicates 99 --format csv"
      ).expect(stderr: "").stdout)
    #expect(lags["lag"] == ["-3", "-2", "-1", "0", "1", "2", "3"])
    let peak = CSVTable(
      try workdir.get().run(
        "correlate lead-lag ^MKT F00 --maximum-lag 3 --replicates 99 --table peak --format csv"
      ).expect(stderr: "").stdout)
    let strongest = lags["r"].map { abs(Double($0) ?? 0) }.max() ?? 9
    #expect(abs(abs(Double(peak["r"][0]) ?? 0) - strongest) < 1e-15)
    #expect(peak["df"] == ["7"])
  }

  @Test("Intraday prices: the second follows by two minutes")
  func intraday() throws {
    let workdir = try Workdir()
    try workdir.write(Self.minutes.utf8, to: "minutes.csv")
    try workdir.run("import prices minutes.csv").expect()
    let peak = CSVTable(
      try workdir.run(
        "correlate lead-lag A B --intraday --maximum-lag 300 --step 60 --table peak --format csv"
      ).expect(stderr: "").stdout)
    #expect(peak["lag_seconds"] == ["120"])
    #expect(peak["n_1"] == ["118"])
    #expect(peak["conf_low"] == [""])
    try WrongInput(
      "days", "correlate lead-lag A B", status: 2,
      "the series 'A' has intraday bars only; this needs daily ones"
    ).expectRefusal(in: workdir)
  }

  static let problems: [WrongInput] = [
    ("a misspelt series", 4, "F00 F1", "there is no series 'F1'; did you mean 'F01'?"),
    (
      "daily prices", 2, "F00 F01 --intraday",
      "the series 'F00' has daily bars only; leave out --intraday"
    ),
    (
      "too few days", 4, "F00 F01 --maximum-lag 44 --no-prewhiten",
      "the two series have returns on 179 common days; at least 180 are needed"
    ),
  ].map { WrongInput($0.0, "correlate lead-lag " + $0.2, status: Int32($0.1), $0.3) }

  @Test("What is not there is told", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  static let refused: [(String, String)] = [
    ("F00 F01 --maximum-lag 0", "--maximum-lag must be between 1 and 250 sessions."),
    ("F00 F01 --intraday --maximum-lag 55", "must be a multiple of --step 10."),
    ("F00 F01 --intraday --step 0", "--step and --longest-gap must be at least 1 second."),
  ]

  @Test("What cannot be read is told with what would be right", arguments: refused)
  func refusal(_ options: String, _ message: String) throws {
    let outcome = try workdir.get().run("correlate lead-lag " + options)
      .expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
  }
}
