import MarketData
import TestSupport
import Testing

/// `reaction find` on the real command.
@Suite struct FindTests {
  private let workdir: Workdir

  init() throws {
    // Small waves with two jumps: in the 61st and in the 91st session.
    workdir = try Workdir()
    let sessions = SyntheticMarket.weekdays(from: "2024-01-01", count: 120)
    var (rows, close) = ("date,symbol,close\n", 100.0)
    for (t, date) in sessions.enumerated() {
      let wave = [0.002, -0.003, 0.001, 0.004, -0.002, -0.001, 0.003, -0.004][(t * 5 + t / 8) % 8]
      close *= 1 + (t == 60 ? 0.09 : t == 90 ? -0.12 : wave)
      rows += "\(date),AAA,\(close)\n"
    }
    try workdir.write(rows.utf8, to: "prices.csv")
    try workdir.write(
      "event_id,symbol,date\nknown,AAA,\(sessions[59])\nother,BBB,\(sessions[90])\n".utf8,
      to: "news.csv")
    try workdir.run("import prices prices.csv").expect()
    try workdir.run("import events news.csv").expect()
  }

  @Test("A jump next to its news is explained; one without is found, with the nearest event")
  func unexplained() throws {
    let outcome = try workdir.run("find AAA --trailing 40 --format csv").expect()
    let table = CSVTable(outcome.stdout)
    #expect(table["session"] == ["2024-05-06"], "\(outcome)")
    #expect(table["nearest_event"] == ["known"] && table["distance"] == ["-31"])
    #expect(table["return"].compactMap(Double.init).allSatisfy { abs($0 + 0.12) < 1e-12 })
    #expect(
      outcome.stderr.hasPrefix(
        "judged 79 days: 2 moves beyond 5, 1 of them without an event within 1 session; chance alone "
          + "brings "), "\(outcome)")
    let all = CSVTable(try workdir.run("find AAA --trailing 40 --all --format csv").expect().stdout)
    #expect(all["explained"] == ["yes", "no"] && all["distance"] == ["-1", "-31"])
    let apart = CSVTable(
      try workdir.run("find AAA --trailing 40 --within 0 --format csv").expect().stdout)
    #expect(apart.rows.count == 2)
    let market = try workdir.run("find AAA --trailing 40 --threshold 1000 -q --format csv").expect()
    #expect(CSVTable(market.stdout).rows.isEmpty)
  }

  @Test("What cannot be searched")
  func refusals() throws {
    let questions: [WrongInput] = [
      WrongInput(
        "a misspelled symbol", "find AAB", status: 4,
        "there is no series 'AAB'; did you mean 'AAA'?"),
      WrongInput(
        "an unknown list", "find AAA --list new", status: 4,
        "there is no event list 'new'; did you mean 'news'?"),
      WrongInput("a symbol twice", "find AAA AAA", status: 2, "the symbol 'AAA' is named twice"),
      WrongInput(
        "itself", "find AAA --market AAA", status: 2, "'AAA' cannot be measured against itself"),
      WrongInput(
        "a short comparison", "find AAA --trailing 5", status: 2,
        "--trailing 5 is not between 20 and 1000 returns"),
      WrongInput(
        "a short series", "find AAA --trailing 300", status: 4,
        "no day has 300 returns that vary before it; lower --trailing"),
    ]
    for question in questions { try question.expectRefusal(in: workdir) }
  }
}
