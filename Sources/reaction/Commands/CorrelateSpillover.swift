import ArgumentParser
import Correlation
import Tables
import Workflow

/// `reaction correlate spillover`: how much of every series' variance comes from the others.
struct CorrelateSpillover: ParsableCommand {
  /// What is written.
  enum Part: String, CaseIterable, ExpressibleByArgument { case index, shares }

  static let configuration = CommandConfiguration(
    commandName: "spillover",
    abstract: "Split every series' forecast variance by whose shocks it comes from.",
    discussion: """
      Diebold and Yilmaz (2012): the generalized variance decomposition of a vector autoregression, \
      which does not depend on the order of the series; every row of shares sums to 1. The index \
      has what comes from the others, goes to them, the difference, and the mean of the first in \
      total; 95% intervals are from redrawn residuals.

        reaction correlate spillover ^GSPC ^N225 ^GDAXI
        reaction correlate spillover ^GSPC ^N225 ^GDAXI --lags 2 --table shares
      """)

  @Argument(help: "The series, two or more.")
  var symbols: [String]

  @Option(help: ArgumentHelp("How many days ahead forecasts go.", valueName: "days"))
  var horizon = 10

  @Option(
    help: ArgumentHelp(
      "The lags of the vector autoregression (default: by the Schwarz criterion, up to "
        + "--maximum-lags).", valueName: "n"))
  var lags: Int?

  @Option(help: ArgumentHelp("The most lags that the criterion may choose.", valueName: "n"))
  var maximumLags = 10

  @Option(help: "index or shares.")
  var table = Part.index

  @OptionGroup(title: "Returns") var returns: ReturnOptions

  @Option(help: ArgumentHelp("How often residuals are redrawn, 0 for never.", valueName: "n"))
  var replicates = 199

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "n"))
  var seed: UInt64 = 20_250_605

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    _ = try returns.selection(of: symbols)
    guard symbols.count >= 2 else { throw ValidationError("Name two series or more.") }
    guard (1...250).contains(horizon) else {
      throw ValidationError("--horizon must be between 1 and 250 days.")
    }
    guard (1...100).contains(lags ?? 1), (1...100).contains(maximumLags) else {
      throw ValidationError("--lags and --maximum-lags must be between 1 and 100.")
    }
    guard (0...100_000).contains(replicates) else {
      throw ValidationError("--replicates must be between 0 and 100000.")
    }
  }

  func run() throws {
    let tables = try database.workflow.spillover(try returns.selection(of: symbols)) { question in
      question.horizon = horizon
      question.lags = lags.map { .fixed($0) } ?? .schwarz(upTo: maximumLags)
      question.replicates = table == .index ? replicates : 0
      question.seed = seed
    }
    guard let chosen = tables[table == .index ? "spillover_index" : "spillover"] else { return }
    try output.write(chosen)
  }
}
