import ArgumentParser
import Foundation
import Workflow

/// `reaction report`: a stored study as text or as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show a stored study as a readable report.",
    discussion: """
      As HTML it is one file with charts that loads nothing from elsewhere:
        reaction report my-study -o report.html --open
      """)

  /// What a report can be written as.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, html
  }

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @Option(
    help: ArgumentHelp(
      "text or html (default: html when the file of -o ends in .html or .htm, else text).",
      valueName: "format"))
  var format: Format?

  @Flag(help: "Show the file of -o in the program that the desktop opens it with.")
  var open = false

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard open, destination.file == nil else { return }
    throw ValidationError("--open shows a file; name it with -o.")
  }

  func run() throws {
    let workflow = database.workflow
    let report =
      switch format ?? suffixFormat {
      case .text: try workflow.report(study, style: destination.style)
      case .html: try workflow.htmlReport(study)
      }
    try destination.writing { try $0.write(report) }
    if open, let file = destination.file { try DesktopOpener.show(file) }
  }

  private var suffixFormat: Format {
    let suffix = destination.output.map { URL(filePath: $0).pathExtension.lowercased() }
    return ["html", "htm"].contains(suffix) ? .html : .text
  }
}
