import TestSupport
import Testing

@Suite struct SimulateTests {
  private let workdir = Result { try Workdir() }

  @Test("Data on standard output, what was simulated on standard error")
  func streams() throws {
    let outcome = try workdir.get().run(
      "simulate --events 5 --replicates 20 --tests sign_z --format csv"
    ).expect(
      stderr: """
        simulated 5 events of 5 firms, same-day, window [-5, +5] after 120 sessions, correlation \
        0.2, variance x1, level 0.05 two-sided, 20 replicates, seed 20250605

        """)
    let table = CSVTable(outcome.stdout)
    #expect(table["test"] == ["sign_z"])
    #expect(table["replicates"] == ["20"])
    // Five events of one sign have an exact two-sided p of 2/32, above the level.
    #expect(table["rejections"] == ["0"])
    #expect(table["rate"] == ["0"])
    #expect(table["conf_low"] == ["0"])
    // 1 - 0.025^(1/20), the closed form for no success in 20.
    #expect(abs((Double(table["conf_high"][0]) ?? 0) - 0.16843347098308536) < 1e-12)
    #expect(table["size"] == ["nominal"])
  }

  @Test("The same bytes on any number of threads")
  func threads() throws {
    let texts = try ["1", "2", "3"].map { threads in
      try workdir.get().run(
        "simulate --events 6 --clustering 2x3 --effect 0,-0.5 --replicates 25 --format csv "
          + "--threads \(threads)"
      ).expect().stdout
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0] == texts[2])
    let other = try workdir.get().run(
      "simulate --events 6 --clustering 2x3 --effect 0,-0.5 --replicates 25 --format csv --seed 1"
    ).expect().stdout
    #expect(texts[0] != other)
  }

  @Test("Several effects are columns of a power curve for a reader, rows for a program")
  func power() throws {
    let command =
      "simulate --events 8 --clustering spread --correlation 0 --window 0,0 "
      + "--effect 0,1,4 --replicates 40 --tests bmp_t -q"
    let text = try workdir.get().run(command).expect(stderr: "").stdout
    #expect(
      text.split(separator: "\n")[0].split(separator: " ").map(String.init)
        == ["test", "0", "1", "4", "size", "effect_at_80"], "\(text)")
    let rows = CSVTable(try workdir.get().run(command + " --format csv").expect().stdout)
    #expect(rows["effect"] == ["0", "1", "4"])
    #expect(rows["size"][1...] == ["", ""])
    let found = try rows["effect_at_80"][1...].map { try #require(Double($0)) }
    #expect(found.allSatisfy { 0 < $0 && $0 < 4 })
  }

  static let problems: [WrongInput] = [
    ("no events", "--events 0", "events: 0 is not between 1 and 100000"),
    (
      "events against the layout", "--events 40 --clustering 6x5",
      "clustering: 6x5 places 30 events, and events is 40"
    ),
    (
      "too few firms", "--firms 3",
      "firms: 3 firms cannot have 30 events in one session; give at least 30"
    ),
    (
      "no firms", "--firms 0 --clustering spread",
      "firms: 0 is not a number of firms; give at least 1"
    ),
    (
      "a correlation above one", "--correlation 1.5",
      "correlation: 1.5 is not a correlation of one common factor; give 0 to 0.99"
    ),
    (
      "a negative correlation", "--correlation -0.2",
      "correlation: -0.2 is not a correlation of one common factor; give 0 to 0.99"
    ),
    ("no estimation", "--estimation 5", "estimation: 5 is not between 10 and 10000 sessions"),
    (
      "a window longer than the estimation", "--window -100,100",
      "window: [-100, +100] has 201 sessions, more than the 120 of the estimation; shorten it or "
        + "lengthen the estimation"
    ),
    (
      "a window far away", "--window 20000,20001",
      "window: [+20000, +20001] lies more than 10000 sessions from the event"
    ),
    ("no variance", "--variance 0", "variance: 0 is not a factor above 0 and up to 1000"),
    ("a skewness beyond reach", "--skewness 30", "skewness: 30 is not between -10 and 10"),
    (
      "tails without a variance", "--tails 2",
      "tails: 2 degrees of freedom give no variance; give more than 2"
    ),
    ("an effect twice", "--effect 0,0", "effect: 0 is listed twice"),
    ("a huge effect", "--effect -500", "effect: -500 is not between -100 and 100 deviations"),
    ("a certain level", "--level 1", "level: 1 is not between 0 and 1"),
    ("no replicates", "--replicates 0", "replicates: 0 is not between 1 and 1000000"),
    (
      "a misspelt test", "--tests patel_z",
      "tests: unknown test 'patel_z'; did you mean 'patell_z'?"
    ),
    (
      "a test of single events", "--tests car_t",
      "tests: 'car_t' is a test of single events; only tests of samples are simulated"
    ),
    (
      "a variant there is not", "--tests sign_z:foo",
      "tests: test 'sign_z' has no variant 'foo'; it has default, normal"
    ),
    ("a misspelt model", "--model markt", "model: unknown model 'markt'; did you mean 'market'?"),
    (
      "a model of factors", "--model ff3",
      "model: 'ff3' needs factors, and a simulated market has none"
    ),
    (
      "too large a market", "--events 100000 --clustering spread",
      "events: 100000 firms over 1100121 sessions are more than 50000000 returns a replicate; give "
        + "fewer events or firms"
    ),
  ].map { WrongInput($0.0, "simulate --replicates 9 " + $0.1, status: 2, $0.2) }

  @Test("What cannot be simulated is told with what would be right", arguments: problems)
  func problem(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: workdir.get()) }

  static let refused: [(String, String)] = [
    (
      "--clustering 6y5",
      "give same-day, staggered, spread, or PER_DAYxDAYS such as 6x5"
    ),
    ("--effect x", "'x' is not a number; give some such as 0,0.25,0.5"),
    ("--skewness 1 --tails 5", "--skewness and --tails are two distributions; give one of them."),
    ("--threads 0", "--threads must be at least 1."),
    ("--format cvs", "unknown format 'cvs'; did you mean 'csv'?"),
    ("--window 3,1", "The value '3,1' is invalid for '--window <first,last>'"),
    ("--alternative two", "Please provide one of 'two-sided', 'greater' or 'less'."),
  ]

  @Test("What cannot be read is told with the options there are", arguments: refused)
  func refusal(_ options: String, _ message: String) throws {
    let outcome = try workdir.get().run("simulate " + options).expect(status: 2, stdout: "")
    #expect(outcome.stderr.contains(message), "\(outcome)")
    #expect(outcome.stderr.contains("See 'reaction simulate --help'"), "\(outcome)")
  }
}
