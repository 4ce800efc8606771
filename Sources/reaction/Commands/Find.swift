import ArgumentParser
import EventStudy
import MarketData
import Workflow

/// `reaction find`: large moves that no known event explains.
struct Find: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find days on which a series moved far and no imported event explains it.",
    discussion: """
      A day's return is compared with the median of the returns before it, in robust deviations of \
      these: what moved is beyond --threshold. A move is explained by an event of the symbol, or of \
      the whole market, within --within sessions. How many moves chance alone brings is said beside \
      them, of normal returns and of returns with the tails of Student's t.

        reaction find NVDA TSLA
        reaction find NVDA --market ^GSPC --threshold 6 --list trade-2025 --all

      docs/explaining.md has the formulas.
      """)

  @Argument(help: "The symbols to search.")
  var symbols: [String]

  @Option(help: ArgumentHelp("A series whose return is taken off.", valueName: "symbol"))
  var market: String?

  @Option(
    help: ArgumentHelp(
      "The list of events that may explain; give it several times for several. (default: all)"))
  var list: [String] = []

  @Option(help: ArgumentHelp("The least robust z of a move.", valueName: "z"))
  var threshold = MoveSearch(symbols: []).threshold

  @Option(
    help: ArgumentHelp(
      "The number of returns before each day that say what is usual.", valueName: "n"))
  var trailing = MoveSearch(symbols: []).trailing

  @Option(
    help: ArgumentHelp("The most sessions between an event and its move.", valueName: "sessions"))
  var within = MoveSearch(symbols: []).within

  @Option(
    help: ArgumentHelp(
      "The degrees of freedom of Student's t whose tails returns have.", valueName: "df"))
  var tails = MoveSearch(symbols: []).tails

  @Flag(help: "Show the moves that an event explains as well.")
  var all = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    var search = MoveSearch(symbols: symbols.map(Symbol.init(rawValue:)))
    search.market = market.map(Symbol.init(rawValue:))
    search.threshold = threshold
    search.trailing = trailing
    search.within = within
    search.tails = tails
    search.includesExplained = all
    let found = try database.workflow.find(search, lists: list)
    try output.write(found.table)
    messages.say(
      "judged \(counted(found.judgedCount, "day")): \(counted(found.beyondCount, "move")) beyond "
        + "\(plain(threshold)), \(grouped(found.unexplainedCount)) of them without an event within "
        + "\(counted(within, "session")); chance alone brings \(rough(found.expectedWithTails)) when "
        + "returns have the tails of t with \(plain(tails)) degrees, "
        + "\(rough(found.expectedIfNormal)) when they are normal")
  }
}

/// A number as one would write it: `5`, not `5.0`.
private func plain(_ value: Double) -> String {
  Int(exactly: value).map { String($0) } ?? String(value)
}

/// An expected count with two digits behind the point; a smaller one as what it is below.
private func rough(_ value: Double) -> String {
  value < 0.01 ? "less than 0.01" : plain((value * 100).rounded() / 100)
}
