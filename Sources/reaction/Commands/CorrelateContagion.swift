public import ArgumentParser
import EventStudy
public import Statistics
import Workflow

/// `reaction correlate contagion`: correlations with a source market, calm and around news.
struct CorrelateContagion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contagion",
    abstract: "Compare correlations with a source market in calm days and around news.",
    discussion: """
      A correlation rises with the variance of the source although the link is the same; r_adjusted \
      takes this out (Forbes and Rigobon 2002) and stands beside r_event, which does not. The \
      source is the market where the news struck. p_bootstrap comes from days resampled in blocks; \
      p_value and p_raw, from Fisher's transform, take days as independent and normal.

        reaction correlate contagion --source ^GSPC --symbol NVDA --calm 2024-01-02,2024-12-31 \
      --event 2025-02-03,2025-04-30
        reaction correlate contagion --source ^GSPC --events trade-2025 --before -120,-11 --after 0,20
        reaction correlate contagion --source ^GSPC --events trade-2025 --event-days 0,1
      """)

  @OptionGroup(title: "Series and days") var series: SourceOptions
  @OptionGroup(title: "Inference") var bootstrap: BootstrapOptions

  @Option(help: "Against what change the p-values are.")
  var alternative = Alternative.greater

  @Option(
    help:
      "How p_adjusted counts the rows: \(MultipleTesting.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var multipleTesting = MultipleTesting.holm

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var request = ContagionRequest(try series.question())
    request.replicates = bootstrap.replicates
    request.seed = bootstrap.seed
    request.blockLength = bootstrap.blockLength
    request.alternative = alternative
    request.adjustment = multipleTesting
    let outcome = try database.workflow.contagion(request)
    for remark in outcome.remarks { messages.say(remark) }
    try output.write(outcome.table)
  }
}

extension MultipleTesting: ExpressibleByArgument {}
