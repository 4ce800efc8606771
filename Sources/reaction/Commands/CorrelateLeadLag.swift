import ArgumentParser
import Correlation
import EventStudy
import MarketData
import Tables
import Workflow

/// `reaction correlate lead-lag`: which of two series moves first.
struct CorrelateLeadLag: ParsableCommand {
  /// What is written.
  enum Part: String, CaseIterable, ExpressibleByArgument { case lags, peak }

  static let configuration = CommandConfiguration(
    commandName: "lead-lag",
    abstract: "Find which of two series moves first, by their correlation at every lag.",
    discussion: """
      At a lag above 0 the first series leads. What each series' own past predicts is removed first; \
      bands and p-values are from series resampled apart from each other, the interval of the peak \
      from days resampled together.

      With --intraday, Hayashi and Yoshida's correlation of prices at times of their own, at lags in \
      seconds.

        reaction correlate lead-lag ^GSPC NVDA
        reaction correlate lead-lag ^GSPC NVDA --table peak
        reaction correlate lead-lag ES NVDA --intraday --maximum-lag 300 --step 10
      """)

  @Argument(help: "One series.")
  var first: String

  @Argument(help: "The other series.")
  var second: String

  @Option(
    help: ArgumentHelp(
      "The greatest lag either way (default: 10 sessions; with --intraday 300 seconds).",
      valueName: "n"))
  var maximumLag: Int?

  @Flag(inversion: .prefixedNo, help: "Remove what each series' own past predicts.")
  var prewhiten = true

  @Option(help: "lags, or the peak.")
  var table = Part.lags

  @Flag(help: "Take intraday prices.")
  var intraday = false

  @Option(help: ArgumentHelp("With --intraday: the distance of lags.", valueName: "seconds"))
  var step = 10

  @Option(
    help: ArgumentHelp(
      "With --intraday: the longest time that a return may span; a night is no bar.",
      valueName: "seconds"))
  var longestGap = 21_600

  @OptionGroup(title: "Returns") var returns: ReturnOptions
  @OptionGroup(title: "Inference") var bootstrap: BootstrapOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  private var lag: Int { maximumLag ?? (intraday ? 300 : 10) }

  func validate() throws {
    _ = try returns.selection(of: [first, second])
    let most = intraday ? 86_400 : 250
    guard (1...most).contains(lag) else {
      throw ValidationError(
        "--maximum-lag must be between 1 and \(most) \(intraday ? "seconds" : "sessions").")
    }
    guard step >= 1, longestGap >= 1 else {
      throw ValidationError("--step and --longest-gap must be at least 1 second.")
    }
    guard !intraday || lag % step == 0 else {
      throw ValidationError("--maximum-lag \(lag) must be a multiple of --step \(step).")
    }
  }

  func run() throws {
    let selection = try returns.selection(of: [first, second])
    let blocks = BlockBootstrap(
      replicates: bootstrap.replicates ?? 999, seed: bootstrap.seed,
      blockLength: bootstrap.blockLength)
    let tables =
      intraday
      ? try database.workflow.clockLeadLag(
        (selection.symbols[0], selection.symbols[1]), dates: selection.dates,
        price: selection.returns.price, longestGap: longestGap
      ) { question in
        (question.mostSeconds, question.step, question.bootstrap) = (lag, step, blocks)
      }
      : try database.workflow.leadLag(selection) { question in
        (question.mostLags, question.prewhitens) = (lag, prewhiten)
        question.bootstrap = blocks
      }
    let chosen = tables.tables[table == .lags ? 0 : 1]
    try output.write(chosen)
  }
}
