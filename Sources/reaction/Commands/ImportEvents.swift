import ArgumentParser
import Workflow

/// `reaction import events`.
struct ImportEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Import dated news: event files and EventStudyTools request files.",
    discussion: """
      The smallest file:
        event_id,symbol,date
        call-1,NVDA,2025-06-05
      Optional columns: time, time_zone, group, title, market; others are kept as covariates.
      """)

  @OptionGroup var arguments: ImportArguments

  @Option(help: "The list to add to (default: the file's name without its suffix).")
  var list: String?

  func run() throws { try arguments.run(as: .events) { $0.list = list } }
}
