import ArgumentParser
import Correlation
import EventStudy
import Statistics
import Workflow

/// `reaction correlate assets`: which assets move together on news.
struct CorrelateAssets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assets",
    abstract: "Compare how a study's assets move together on news and on ordinary days.",
    discussion: """
      Days of news are the sessions around the study's included events; all others are ordinary. \
      The market's part, by the market model of ordinary days, is removed from the returns.

        reaction correlate assets june-5-2025 --days 0,1
      """)

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The sessions of news, counted from the event's.", valueName: "first,last"))
  var days = Window(0...1)

  @Flag(help: "Leave the market's part in the returns.")
  var raw = false

  @OptionGroup(title: "Inference") var bootstrap: BootstrapOptions

  @Option(help: "How p_adjusted counts the pairs.")
  var multipleTesting = MultipleTesting.bh

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try output.write(
      try database.workflow.newsCorrelations(
        ofStudy: study, days: days, isRaw: raw,
        bootstrap: BlockBootstrap(
          replicates: bootstrap.replicates ?? 999, seed: bootstrap.seed,
          blockLength: bootstrap.blockLength), adjustment: multipleTesting))
  }
}
