import ArgumentParser

/// `reaction import`: files into the database.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import prices, events or factors from CSV files, or undo an import.",
    subcommands: [ImportPrices.self, ImportEvents.self, ImportFactors.self, ImportUndo.self])
}
