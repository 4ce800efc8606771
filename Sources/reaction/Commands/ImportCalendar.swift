import ArgumentParser
import Workflow

/// `reaction import calendar`.
struct ImportCalendar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Import a trading calendar: a row a session, with its hours.",
    discussion: """
      The columns are date, open, close and note; hours are on the clock of --time-zone:
        date,open,close,note
        2025-07-03,09:30,13:00,early close
        2025-07-04,,,Independence Day
      A date between the first and the last that has no row or no hours has no session. A study \
      counts its sessions with 'alignment: {calendar: NAME}'. Of files with one name the last \
      imported counts.
      """)

  @OptionGroup var arguments: ImportArguments

  @Option(help: "The calendar's name (default: the file's name without its suffix).")
  var name: String?

  func run() throws {
    if name != nil, try Workflow.files(arguments.files).count > 1 {
      throw Failure(.usage, "--name names one calendar; import the files one by one.")
    }
    try arguments.run(as: .calendar) { $0.list = name }
  }
}
