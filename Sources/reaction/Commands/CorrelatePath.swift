import ArgumentParser
import Correlation
import Workflow

/// `reaction correlate path`: how the correlation of two series moved.
struct CorrelatePath: ParsableCommand {
  /// How the correlation of a day is taken.
  enum Method: String, CaseIterable, ExpressibleByArgument { case rolling, ewma, dcc }

  /// What is written.
  enum Part: String, CaseIterable, ExpressibleByArgument { case path, parameters }

  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Follow the correlation of two series: rolling, EWMA or DCC.",
    discussion: """
      rolling: over the latest days, with Fisher's 95% interval. ewma: weights that fall by a \
      factor a day. dcc: Engle's DCC(1,1) on GARCH(1,1) margins, from what was known the day \
      before; --table parameters shows its estimates and the test that nothing changed.

        reaction correlate path NVDA ^GSPC --window 120
        reaction correlate path NVDA ^GSPC --method dcc --table parameters
      """)

  @Argument(help: "One series.")
  var first: String

  @Argument(help: "The other series.")
  var second: String

  @Option(help: "rolling, ewma or dcc.")
  var method = Method.rolling

  @Option(
    help: ArgumentHelp(
      "rolling: the days of a correlation; ewma: the days whose mean products it starts with.",
      valueName: "days"))
  var window = 60

  @Option(help: ArgumentHelp("ewma: what the weight of a day falls by a day.", valueName: "factor"))
  var lambda = 0.94

  @Option(help: "path, or the parameters that dcc estimates.")
  var table = Part.path

  @OptionGroup(title: "Returns") var returns: ReturnOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    _ = try returns.selection(of: [first, second])
    guard window >= 4 else { throw ValidationError("--window must be at least 4 days.") }
    guard lambda > 0, lambda < 1 else {
      throw ValidationError("--lambda must be between 0 and 1.")
    }
    guard table == .path || method == .dcc else {
      throw ValidationError("Only dcc estimates parameters: --method dcc --table parameters.")
    }
  }

  func run() throws {
    let method: CorrelationPath.Method =
      switch method {
      case .rolling: .rolling(window: window)
      case .ewma: .exponential(decay: lambda, start: window)
      case .dcc: .dynamic
      }
    let found = try database.workflow.path(
      of: returns.selection(of: [first, second]), by: method)
    try output.write(table == .path ? found.path : found.parameters)
  }
}
