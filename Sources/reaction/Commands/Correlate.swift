import ArgumentParser

/// `reaction correlate`: how series move together, and whether news changes it.
struct Correlate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correlate",
    abstract: "Measure how series move together, and whether news changes it.",
    subcommands: [
      CorrelateContagion.self, CorrelateImpact.self, CorrelatePath.self, CorrelateSpillover.self,
      CorrelateLeadLag.self,
      CorrelateMatrix.self, CorrelateAttributes.self, CorrelateAssets.self,
    ])
}
