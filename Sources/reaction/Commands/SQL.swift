import ArgumentParser
import Foundation
import Workflow

/// `reaction sql`: any question about what is in the database.
struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Answer one SQL statement that reads, in any format.",
    discussion: """
      Tables: prices (symbol, time, open, high, low, close, adjusted_close, volume), event_list,
      and the result tables of studies, each with a leading column study:
        reaction sql "select symbol, max(close) from prices where time >= '2025' group by symbol"
        reaction sql "select * from car where study = 'june-5-2025'"
        reaction sql "select name from pragma_table_list"
      Nothing can be written. docs/exploring.md has more examples.
      """)

  @Argument(help: "The statement, or - to read it from standard input.")
  var statement: String

  @Option(
    help: ArgumentHelp("The longest that the statement may run.", valueName: "seconds"))
  var timeout: Double?

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let timeout, !(timeout > 0 && timeout < 1e6) {
      throw ValidationError("--timeout must be a number of seconds above 0.")
    }
    if statement == "-", isatty(STDIN_FILENO) == 1 {
      throw ValidationError("- reads a statement from standard input, which is a terminal.")
    }
  }

  func run() throws {
    try database.workflow.query(try text(), seconds: timeout) { try output.write($0) }
  }

  private func text() throws -> String {
    guard statement == "-" else { return statement }
    let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw Failure(.usage, "the statement on standard input is not UTF-8")
    }
    return text
  }
}
