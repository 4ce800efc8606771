import ArgumentParser

/// `reaction import`: files into the database.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import prices, events, factors or calendars, or undo an import.",
    subcommands: [
      ImportPrices.self, ImportEvents.self, ImportFactors.self, ImportCalendar.self,
      ImportUndo.self,
    ])
}
