import TestSupport
import Testing

@Suite struct StreamTests {
  private let workdir: Workdir

  init() throws { workdir = try SmallMarket.studied() }

  @Test("Data goes to standard output and nothing else does")
  func data() throws {
    for command in ["report small", "export small --table car", "list studies", "list tests"] {
      let outcome = try workdir.run(command).expect(stderr: "")
      #expect(!outcome.stdout.isEmpty, "\(outcome)")
    }
  }

  @Test("What was done goes to standard error; -q silences it, but no error")
  func messages() throws {
    try workdir.write("study: other\nmarket: ^MKT\n".utf8, to: "other.yaml")
    try workdir.run("study other.yaml -q").expect(stdout: "", stderr: "")
    try workdir.run("import prices prices.csv -q --db new.sqlite").expect(stdout: "", stderr: "")
    try workdir.run("import undo 1 -q --db new.sqlite").expect(stdout: "", stderr: "")
    try workdir.run("study nothing.yaml -q").expect(
      status: 1, stdout: "", stderr: "Error: nothing.yaml: no such file\n")
  }

  @Test("- writes to standard output what no -o writes there")
  func dash() throws {
    let plain = try workdir.run("export small --table car --format csv").expect().stdout
    try workdir.run("export small --table car --format csv -o -").expect(stdout: plain, stderr: "")
    try workdir.run("export small --table car -o car.csv").expect(stdout: "", stderr: "")
    #expect(try workdir.text("car.csv") == plain)
  }

  @Test("--force replaces a file, and nothing is left beside it")
  func force() throws {
    try workdir.run("export small --table car -o events.csv --force").expect(stderr: "")
    #expect(try workdir.text("events.csv").hasPrefix("event_id,symbol,model,window_start,"))
    let names = try workdir.names.filter { !$0.hasPrefix("reaction.sqlite") }
    #expect(names == ["events.csv", "prices.csv", "study.yaml"])
  }

  @Test("A reader that closes the pipe ends the command quietly")
  func closedPipe() throws {
    let outcome = try workdir.shell(
      "{ sleep 0.2; \"$reaction\" export small --table ar --format csv; echo $? >status; } | true")
    outcome.expect(stderr: "")
    #expect(try workdir.text("status") == "0\n", "\(outcome)")
  }

  @Test(
    "A device that is full is told in one line, exit code 1",
    arguments: ["report small", "export small --table ar", "calendar XNYS 2025", "--help"])
  func fullDevice(_ command: String) throws {
    try workdir.shell("\"$reaction\" \(command) >/dev/full").expect(
      status: 1, stderr: "Error: standard output: No space left on device\n")
  }

  private static var hasTerminals: Bool {
    (try? Workdir().shell("script -qec true /dev/null").status) == 0
  }

  static let plain = [
    "NO_COLOR=1 TERM=xterm", "NO_COLOR=1 TERM=xterm-256color", "TERM=dumb",
    "TERM=xterm flags=--no-color",
  ]

  /// `script` gives the command a terminal.
  @Test(
    "Colour is for terminals only, and can be refused",
    .enabled(if: hasTerminals, "needs pseudo-terminals (/dev/pts)"), arguments: plain)
  func color(_ environment: String) throws {
    let command = "script -qec \"$reaction report small $flags\" /dev/null"
    let colored = try workdir.shell("export TERM=xterm; \(command)").expect()
    #expect(colored.stdout.contains("\u{1B}["), "\(colored)")
    let plain = try workdir.shell("export \(environment); \(command)").expect()
    #expect(!plain.stdout.contains("\u{1B}["), "\(plain)")
    let piped = try workdir.run("report small", environment: ["TERM": "xterm"]).expect()
    #expect(!piped.stdout.contains("\u{1B}["), "\(piped)")
  }

  @Test("The database is --db, else $REACTION_DB, else ./reaction.sqlite")
  func database() throws {
    let environment = ["REACTION_DB": "other.sqlite"]
    let missing = "Error: there is no database 'other.sqlite'; import prices or events first\n"
    try workdir.run("report small", environment: environment).expect(status: 1, stderr: missing)
    let named = "report small --db reaction.sqlite"
    try workdir.run(named, environment: environment).expect(stderr: "")
    try workdir.run("report small", environment: ["REACTION_DB": ""]).expect(stderr: "")
  }
}
