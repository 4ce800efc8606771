import ArgumentParser
import EventStudy
import Statistics
import Tables
import Workflow

/// `reaction compare`: whether groups of events differ in their reactions.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare a study's CARs between groups of its events.",
    discussion: """
      Every pair of groups by Welch's t, Mann and Whitney's U and a permutation of labels within \
      sessions; of more than two groups also Kruskal and Wallis's H. p_adjusted is Holm's, over the \
      pairs of one test. The table is kept with the study: export it with --table comparisons.

        reaction compare my-study --by group
        reaction compare my-study --by sector --window -1,1 --within month

      docs/explaining.md has the formulas.
      """)

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @Option(
    help: ArgumentHelp(
      "The column that makes the groups: one of the event list, or symbol, market, group, session, "
        + "week, month, year.", valueName: "column"))
  var by: String

  @OptionGroup var table: CovariateOptions
  @OptionGroup var cars: CumulationOptions

  @Option(
    help: ArgumentHelp(
      "Labels change places within the cells of this column, or within none of any.",
      valueName: "column"))
  var within = "session"

  @Option(help: ArgumentHelp("How often labels change places.", valueName: "n"))
  var replicates = ComparisonSpec(by: "").replicates

  @Option(help: ArgumentHelp("The seed of their places.", valueName: "n"))
  var seed = ComparisonSpec(by: "").seed

  @Flag(name: [.customShort("n"), .long], help: "Show the comparison; store nothing.")
  var dryRun = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (99...999_999).contains(replicates) else {
      throw ValidationError("--replicates must be between 99 and 999999.")
    }
  }

  func run() throws {
    var spec = ComparisonSpec(by: by)
    spec.block = within == "none" ? nil : within
    spec.model = cars.model
    spec.window = cars.window
    spec.replicates = replicates
    spec.seed = seed
    let answer = try database.workflow.compare(
      spec, ofStudy: study, covariates: table.covariates, storing: !dryRun)
    if let table = answer.tables["comparisons"] {
      try output.write(output.isText ? RegressionText.comparisons(table) : table)
    }
    try messages.finish(answer, "comparison", ofStudy: study)
  }
}
