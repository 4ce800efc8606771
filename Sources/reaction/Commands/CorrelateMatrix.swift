public import ArgumentParser
public import Correlation
import EventStudy
import Statistics
import Workflow

/// Which reactions of a study a command is about.
struct StoredReactionOptions: ParsableArguments {
  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @Option(help: ArgumentHelp("The return model (default: the study's first).", valueName: "id"))
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The window of the CARs (default: the study's first).", valueName: "first,last"))
  var window: Window?

  var choice: ReactionChoice { ReactionChoice(study: study, model: model, window: window) }
}

/// `reaction correlate matrix`: every asset's reaction to every event.
struct CorrelateMatrix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Show the standardized reaction of every asset to every event of a study.",
    discussion: """
      For a reader rows are events, columns assets, and * marks a cell whose adjusted p-value is \
      below the level; for a program there is one row a cell. The p-value of a cell is that of its \
      CAR in table car.

        reaction correlate matrix june-5-2025 --window 0,0
      """)

  @OptionGroup var reactions: StoredReactionOptions

  @Option(
    help: "Which cells p-values are adjusted for: all of the matrix, of an event, of an asset.")
  var family = ReactionMatrix.Family.matrix

  @Option(help: "How p-values are adjusted.")
  var multipleTesting = MultipleTesting.bh

  @Option(help: ArgumentHelp("The adjusted p-value below which a cell is marked.", valueName: "p"))
  var level = 0.1

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard level > 0, level < 1 else { throw ValidationError("--level must be between 0 and 1.") }
  }

  func run() throws {
    let matrix = try database.workflow.reactionMatrix(
      reactions.choice, family: family, adjustment: multipleTesting, level: level)
    try output.write(output.isText || output.isMarkdown ? matrix.grid : matrix.table)
  }
}

extension ReactionMatrix.Family: ExpressibleByArgument {}
