import ArgumentParser
import Workflow

/// `reaction report`: a stored study as text.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show a stored study as a readable report.")

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let report = try database.workflow.report(study, style: destination.style)
    try destination.writing { try $0.write(report) }
  }
}
