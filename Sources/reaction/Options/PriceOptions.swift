public import ArgumentParser
public import MarketData

/// Which bars a command is about.
struct PriceOptions: ParsableArguments {
  @Option(help: "A symbol; give it several times for several, or leave it out for all.")
  var symbol: [String] = []

  @Option(
    help: ArgumentHelp("The first date; instants count by their date in UTC.", valueName: "date"))
  var from: CalendarDate?

  @Option(help: ArgumentHelp("The last date.", valueName: "date"))
  var to: CalendarDate?

  @Option(help: "daily or intraday (default: daily where a symbol has both).")
  var resolution: Resolution?

  var selection: PriceSelection {
    PriceSelection(
      symbols: symbol.map(Symbol.init(rawValue:)), from: from, to: to, resolution: resolution)
  }

  func validate() throws {
    guard let from, let to, to < from else { return }
    throw ValidationError("--to \(to) is before --from \(from).")
  }
}

extension CalendarDate: ExpressibleByArgument {}
extension Resolution: ExpressibleByArgument {}
