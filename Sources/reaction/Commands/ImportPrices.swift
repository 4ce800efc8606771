import ArgumentParser
import MarketData
import Workflow

/// `reaction import prices`.
struct ImportPrices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prices",
    abstract: "Import daily or intraday bars: long, wide, or as one of many sources writes them.",
    discussion: """
      The layout is detected. A file is imported whole or not at all, as one batch; the same bytes \
      a second time add nothing.

      The smallest file:
        date,symbol,close
        2025-06-04,NVDA,141.92
      """)

  @OptionGroup var arguments: ImportArguments

  @Option(help: "The symbol of a file that names none.")
  var symbol: String?

  @Option(
    help: ArgumentHelp(
      "The exchange, or an imported calendar: daily bars on dates without a session are rejected, and news finds its sessions.",
      valueName: "code"))
  var calendar: String?

  @Option(
    help: ArgumentHelp(
      "The currency of the prices, such as USD; 'list series' shows it.", valueName: "code"))
  var currency: String?

  func validate() throws {
    guard let currency else { return }
    guard currency.utf8.count == 3, currency.allSatisfy({ $0.isASCII && $0.isLetter }) else {
      throw ValidationError("--currency '\(currency)' is not a code of three letters such as USD.")
    }
  }

  func run() throws {
    try arguments.run(as: .prices) { request in
      request.symbol = symbol.map(Symbol.init(rawValue:))
      request.calendar = calendar
      request.currency = currency
    }
  }
}
