public import ArgumentParser
import EventStudy
import MarketData
import Workflow

/// Which returns are correlated.
struct ReturnOptions: ParsableArguments {
  @Option(help: "simple or log.")
  var returns = StudySpec.Returns.Kind.simple

  @Option(help: "adjusted (the close of a series that has no adjusted one) or close.")
  var price = StudySpec.Returns.Price.adjusted

  @Option(
    help: ArgumentHelp(
      "The series whose dates are the sessions (default: the only source, else the dates on which "
        + "half of the series have a price).", valueName: "symbol"))
  var sessions: String?

  @Option(help: ArgumentHelp("The first date of returns.", valueName: "date"))
  var from: CalendarDate?

  @Option(help: ArgumentHelp("The last date of returns.", valueName: "date"))
  var to: CalendarDate?

  func validate() throws {
    guard let from, let to, to < from else { return }
    throw ValidationError("--to \(to) is before --from \(from).")
  }

  /// The returns of some series.
  func selection(of symbols: [String]) throws -> ReturnSelection {
    var selection = ReturnSelection()
    selection.symbols = symbols.map(Symbol.init(rawValue:))
    for symbol in selection.symbols where selection.symbols.count(where: { $0 == symbol }) > 1 {
      throw ValidationError("'\(symbol)' is named twice; name each series once.")
    }
    selection.sessionsOf = sessions.map(Symbol.init(rawValue:))
    let all = ClosedRange<CalendarDate>.always
    selection.dates = (from ?? all.lowerBound)...(to ?? all.upperBound)
    selection.returns.kind = returns
    selection.returns.price = price
    return selection
  }
}

/// How correlations are resampled.
struct BootstrapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How often days are resampled, 0 for never (default: 999; for contagion of more than 100 "
        + "rows 0).",
      valueName: "n"))
  var replicates: Int?

  @Option(help: ArgumentHelp("The seed of the draws.", valueName: "n"))
  var seed: UInt64 = 20_250_605

  @Option(
    help: ArgumentHelp(
      "The mean length of the blocks that are drawn (default: the cube root of the days).",
      valueName: "days"))
  var blockLength: Double?

  func validate() throws {
    if let replicates, !(0...1_000_000).contains(replicates) {
      throw ValidationError("--replicates must be between 0 and 1000000.")
    }
    if let blockLength, !(1...10_000).contains(blockLength) {
      throw ValidationError("--block-length must be between 1 and 10000 days.")
    }
  }
}

/// A first and a last date: `2024-01-02,2024-12-31`.
struct DateRange: ExpressibleByArgument {
  let dates: ClosedRange<CalendarDate>

  init?(argument: String) {
    let ends = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      CalendarDate($0)
    }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
      return nil
    }
    dates = first...last
  }
}

extension StudySpec.Returns.Kind: ExpressibleByArgument {}
extension StudySpec.Returns.Price: ExpressibleByArgument {}
