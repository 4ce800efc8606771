import ArgumentParser
import Foundation
import Workflow

/// `reaction report`: a stored study as text or as an HTML page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Show a stored study as a readable report.",
    discussion: """
      As HTML it is one file with charts that loads nothing from elsewhere:
        reaction report my-study -o report.html
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

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let workflow = database.workflow
    let report =
      switch format ?? suffixFormat {
      case .text: try workflow.report(study, style: destination.style)
      case .html: try workflow.htmlReport(study)
      }
    try destination.writing { try $0.write(report) }
  }

  private var suffixFormat: Format {
    let suffix = destination.output.map { URL(filePath: $0).pathExtension.lowercased() }
    return ["html", "htm"].contains(suffix) ? .html : .text
  }
}
