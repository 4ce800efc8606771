import ArgumentParser
import Statistics
import Workflow

/// `reaction correlate attributes`: whether reactions go with attributes of the events.
struct CorrelateAttributes: ParsableCommand {
  /// What the reaction is.
  enum Measure: String, CaseIterable, ExpressibleByArgument { case car, scar }

  static let configuration = CommandConfiguration(
    commandName: "attributes",
    abstract: "Correlate a study's reactions with attributes of its events.",
    discussion: """
      Attributes are the further columns of the event list and the group. Numbers: Spearman and \
      Kendall. Groups: Kruskal and Wallis over all, Welch's t of each against the others.

        reaction correlate attributes earnings --window 0,1 --attribute surprise
      """)

  @OptionGroup var reactions: StoredReactionOptions

  @Option(
    help: ArgumentHelp("An attribute; several for several (default: all).", valueName: "name"))
  var attribute: [String] = []

  @Option(help: "The reaction: car or scar.")
  var reaction = Measure.car

  @Option(help: "Against what the p-values are.")
  var alternative = Alternative.twoSided

  @Option(help: "How p_adjusted counts the rows.")
  var multipleTesting = MultipleTesting.holm

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try output.write(
      try database.workflow.attributes(
        reactions.choice, names: attribute, measure: reaction.rawValue, alternative: alternative,
        adjustment: multipleTesting))
  }
}
