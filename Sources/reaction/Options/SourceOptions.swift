import ArgumentParser
import MarketData
import Workflow

/// Which series are compared with which source markets, on which days.
struct SourceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The source market; several are compared each.", valueName: "symbol"))
  var source: [String] = []

  @Flag(help: "Take every series as a source.")
  var allSources = false

  @Option(
    help: ArgumentHelp(
      "A series to compare; several are compared each (default: an event's own, else all).",
      valueName: "symbol"))
  var symbol: [String] = []

  @OptionGroup var periods: PeriodOptions
  @OptionGroup var returns: ReturnOptions

  func validate() throws {
    _ = try periods.chosen()
    _ = try returns.selection(of: symbol)
    guard source.isEmpty == allSources else {
      throw ValidationError(
        allSources
          ? "--all-sources takes every series; leave out --source."
          : "Name the source market: --source SYMBOL, or --all-sources for each in turn.")
    }
  }

  /// What is asked for; sessions are those of the only source, unless another series is named.
  func question() throws -> SourceQuestion {
    var selection = try returns.selection(of: symbol)
    if selection.sessionsOf == nil, source.count == 1 {
      selection.sessionsOf = Symbol(rawValue: source[0])
    }
    return SourceQuestion(
      returns: selection, sources: source.map(Symbol.init(rawValue:)),
      periods: try periods.chosen())
  }
}
