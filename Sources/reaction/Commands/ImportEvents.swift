import ArgumentParser
import Workflow

/// `reaction import events`.
struct ImportEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Import dated news: event files of any of the known layouts.",
    discussion: """
      The smallest file:
        event_id,symbol,date
        call-1,NVDA,2025-06-05
      Optional columns: time, time_zone, group, title, market; others are kept as covariates.

      Also read: EventStudyTools and Eventus requests, GDELT 2, RavenPack, Benzinga (JSON), EDGAR \
      submissions (JSON) and filings, iCalendar (.ics), RSS and Atom. docs/importing-events.md says \
      what each becomes.
      """)

  @OptionGroup var arguments: ImportArguments

  @Option(help: "The list to add to (default: the file's name without its suffix).")
  var list: String?

  @Option(
    help: ArgumentHelp(
      "Take only rated news that is relevant (relevance 100) or novel (nothing similar in 90 days).",
      valueName: "filter"))
  var only: [String] = []

  func run() throws {
    try arguments.run(as: .events) { request in
      request.list = list
      request.newsFilters = only
    }
  }
}
