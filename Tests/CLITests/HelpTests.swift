import TestSupport
import Testing

@Suite struct HelpTests {
  static let commands = [
    "", "import", "import prices", "import events", "import factors", "import undo", "list",
    "study",
    "report", "table", "export", "calendar", "react", "simulate", "demo", "doctor", "correlate",
    "correlate contagion",
    "correlate path", "correlate spillover", "correlate lead-lag", "correlate matrix",
    "correlate attributes", "correlate assets",
  ]

  @Test("Help is data: standard output, exit code 0", arguments: commands)
  func help(_ command: String) throws {
    let outcome = try Workdir().run(command + " --help").expect(stderr: "")
    #expect(outcome.stdout.hasPrefix("OVERVIEW: "), "\(outcome)")
    #expect(outcome.stdout.contains("USAGE: reaction \(command)"), "\(outcome)")
  }

  @Test("The version is data")
  func version() throws {
    let outcome = try Workdir().run("--version").expect(stderr: "")
    #expect(outcome.stdout.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil, "\(outcome)")
  }

  static let wrong: [WrongInput] = [
    WrongInput(
      "an unknown command", "frob", status: 2,
      "there is no command 'frob'; there are import, list, study, report, chart, table, export, "
        + "diff, react, correlate, regress, compare, find, sql, explain, calendar, simulate, demo, doctor"
    ),
    WrongInput(
      "a misspelt command", "sudy a.yaml", status: 2,
      "there is no command 'sudy'; did you mean 'study'?"),
    WrongInput(
      "a misspelt import", "import price a.csv", status: 2,
      "there is no command 'price'; did you mean 'prices'?"),
    WrongInput(
      "no study file", "study", status: 2,
      "Missing expected argument '<spec>'\n"
        + "Help:  <spec>  The study file (YAML), - for standard input.\n"
        + "Usage: reaction study <spec> [--dry-run] [--print-spec] [--fail-on-drop] [--quiet] "
        + "[--verbose] [--db <file>] [--threads <n>]\n  See 'reaction study --help' for more information."
    ),
    WrongInput(
      "no threads", "report small --threads 0", status: 2,
      "--threads must be at least 1.\nUsage: reaction report <study> [--format <format>] [--open] [--output <file>] "
        + "[--force] [--no-color] [--db <file>] [--threads <n>]\n"
        + "  See 'reaction report --help' for more information."),
  ]

  @Test("A wrong command line is told on standard error, exit code 2", arguments: wrong)
  func usage(_ wrong: WrongInput) throws { try wrong.expectRefusal(in: Workdir()) }

  static let refused = [
    "list", "list sries", "calendar XNYS", "calendar XNYS 20x", "import prices", "import undo one",
    "export", "study a.yaml --frob", "import prices a.csv --max-rejects=-1",
    "import events a.csv --time-zone America/NewYork",
  ]

  @Test("A command line that cannot be run names its help", arguments: refused)
  func refusal(_ command: String) throws {
    let outcome = try Workdir().run(command).expect(status: 2, stdout: "")
    #expect(outcome.stderr.hasPrefix("Error: "), "\(outcome)")
    #expect(outcome.stderr.hasSuffix("--help' for more information.\n"), "\(outcome)")
  }
}
