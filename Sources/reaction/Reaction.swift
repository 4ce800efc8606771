import ArgumentParser
import Foundation
import Workflow

/// The command and its subcommands, in the order of `--help`.
@main
struct Reaction: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reaction",
    abstract: "Measure how markets react to news: event studies from CSV files.",
    discussion: """
      Import prices and dated events, run a study file on them, read the report. Everything stays \
      in one SQLite file on this machine: --db FILE, else $REACTION_DB, else ./reaction.sqlite.

      First steps:
        reaction demo
        reaction import prices prices.csv
        reaction import events events.csv
        reaction study study.yaml
        reaction report NAME

      Exit codes: 0 ok, 1 failure, 2 usage, 3 input rejected, 4 nothing matched, 5 events dropped
      (with --fail-on-drop), 130 interrupted.
      """,
    version: Version.current,
    subcommands: [
      Import.self,
      List.self,
      StudyCommand.self,
      ReportCommand.self,
      ChartCommand.self,
      TableCommand.self,
      Export.self,
      Diff.self,
      React.self,
      Correlate.self,
      Regress.self,
      Compare.self,
      Find.self,
      SQL.self,
      Explain.self,
      Calendar.self,
      Simulate.self,
      Demo.self,
      Doctor.self,
    ])

  static func main() {
    Interruption.install()
    do {
      try OpenFiles.prepare()
      try CommandName.check(CommandLine.arguments.dropFirst(), of: Reaction.configuration)
      var command = try parseAsRoot()
      try command.run()
    } catch { finish(with: error) }
    end(0)
  }

  /// Ends the program as an error asks for: its message where messages go, its code as promised.
  private static func finish(with error: any Error) -> Never {
    if error is ClosedPipe { end(0) }
    if let failure = error as? Failure {
      if let message = failure.message { Console.error("Error: \(message)") }
      end(failure.status.rawValue)
    }
    guard exitCode(for: error) != .success else { answer(fullMessage(for: error)) }
    Console.error(fullMessage(for: error))
    end(Failure.Status.usage.rawValue)
  }

  /// Ends the program at once: nothing is buffered, databases are closed, and what libraries tear
  /// down at the end of a process may still be in use by another thread.
  private static func end(_ status: Int32) -> Never { _exit(status) }

  /// Ends the program with help or the version, which are what was asked for: data.
  private static func answer(_ text: String) -> Never {
    do {
      try Output.standard { try $0.write(text + "\n") }
      end(0)
    } catch { finish(with: error) }
  }
}
