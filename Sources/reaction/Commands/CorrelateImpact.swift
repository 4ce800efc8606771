import ArgumentParser
import Correlation
import EventStudy
import Statistics
import Workflow

/// `reaction correlate impact`: how far a move of a source market moves other series.
struct CorrelateImpact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Estimate how far a source market moves other series, from days of news.",
    discussion: """
      On any day two markets move each other and are moved together, so that a slope says little \
      of cause. Days of news add variance of the source alone; what they add to the covariance, over \
      what they add to the variance, is the impact (Rigobon and Sack 2004). The interval keeps its \
      level when the variances hardly differ; then the row is approximate, weak_instrument.

        reaction correlate impact --source ZN --symbol SPY --events fomc --event-days 0,0
        reaction correlate impact --source ^GSPC --symbol NVDA --calm 2024-01-02,2024-12-31 \
      --event 2025-02-03,2025-04-30
      """)

  @OptionGroup(title: "Series and days") var series: SourceOptions

  @Option(help: "Against what impact the p-values are.")
  var alternative = Alternative.twoSided

  @Option(
    help:
      "How p_adjusted counts the rows: \(MultipleTesting.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var multipleTesting = MultipleTesting.holm

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let outcome = try database.workflow.impact(try series.question()) {
      $0.alternative = alternative
      $0.adjustment = multipleTesting
    }
    for remark in outcome.remarks { messages.say(remark) }
    try output.write(outcome.table)
  }
}
