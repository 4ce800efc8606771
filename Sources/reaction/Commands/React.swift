import ArgumentParser
import MarketData
import Reporting
import Tables
import Workflow

/// `reaction react`: the shape of a reaction, and how unusual it is.
struct React: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "react",
    abstract:
      "Measure how far a price moved after news, how much of it held, and how unusual that is.",
    discussion: """
      One asset and one moment:
        reaction react SPY 2025-06-05
        reaction react SPY "2025-06-05 10:46" --time-zone America/New_York
      or every event of a list and every asset it names:
        reaction react --events fomc --symbol SPY --symbol QQQ

      The fade ratio is the part of the furthest move that was undone by the close: 0 it held, 1 the \
      price came back, above 1 it turned round. It is compared with that of ordinary days of the same \
      asset, measured alike. News outside the session is measured from the close before; news inside \
      it from the last price before it, which takes intraday bars. docs/reactions.md has the formulas.

      Beside it stand how fast the price left its peak, how far it went on in the sessions after, and \
      at which time of day the day's move came about, each against ordinary days.

      The rows are tables 'reactions', 'reaction_measures', 'reaction_paths' (of intraday bars) and \
      'reaction_shares' of a result that SQL, export, report and chart find by its name.
      """)

  @Argument(help: "The asset; leave it out, with the moment, for all events of a list.")
  var symbol: String?

  @Argument(
    help: ArgumentHelp(
      "The moment: a date, or a date and time with --time-zone or an offset.", valueName: "when"))
  var when: String?

  @Option(
    help: ArgumentHelp("The zone of a time that names none: America/New_York.", valueName: "zone"))
  var timeZone: String?

  @Option(
    help: ArgumentHelp(
      "The event list to measure; with a symbol and a moment, the news around which days are not "
        + "ordinary.", valueName: "list"))
  var events: String?

  @Option(
    name: .customLong("symbol"),
    help: ArgumentHelp(
      "With a list: an asset to which news about the whole market applies; several times for "
        + "several (default: all).", valueName: "symbol"))
  var symbols: [String] = []

  @Option(
    help: ArgumentHelp(
      "The exchange whose sessions count (default: the one named at import, else XNYS).",
      valueName: "code"))
  var calendar: String?

  @OptionGroup(title: "Measure") var measure: ReactionOptionGroup

  @Option(
    help: ArgumentHelp(
      "The table to write in place of the report: reactions (the default of every other format), "
        + "measures, paths or shares.", valueName: "table"))
  var table: ReactionTable?

  @Flag(name: [.customShort("n"), .long], help: "Store nothing.")
  var dryRun = false

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if symbol != nil, when == nil {
      throw ValidationError("say when: reaction react SYMBOL WHEN, such as 2025-06-05.")
    }
    if symbol == nil, events == nil {
      throw ValidationError("name an asset and a moment, or a list with --events LIST.")
    }
    if symbol != nil, !symbols.isEmpty {
      throw ValidationError("--symbol belongs to a whole list; the asset is named already.")
    }
    if let timeZone, Zone(timeZone) == nil {
      throw ValidationError("--time-zone '\(timeZone)' is not a zone such as America/New_York.")
    }
  }

  func run() throws {
    var request = ReactionRequest(try subject(), now: timestamp())
    request.options = measure.options
    request.calendar = calendar
    request.isStored = !dryRun
    let line = PhaseLine(quiet: messages.quiet)
    line.enter("measuring reactions")
    let outcome = try {
      defer { line.finish() }
      return try database.workflow.react(request)
    }()
    try write(outcome)
    if let revision = outcome.revision {
      messages.say(
        outcome.isUnchanged
          ? "'\(outcome.name)' is unchanged (revision \(revision))"
          : "stored '\(outcome.name)' as revision \(revision)")
    }
    if let problem = outcome.problem { throw Failure(.nothing, problem) }
  }

  private func subject() throws -> ReactionRequest.Subject {
    guard let symbol, let when else {
      return .list(events ?? "", symbols: symbols.map(Symbol.init(rawValue:)))
    }
    let time = try Workflow.moment(when, zone: timeZone.flatMap { Zone($0) })
    return .moment(Symbol(rawValue: symbol), time, list: events)
  }

  private func write(_ outcome: ReactionOutcome) throws {
    let asked = outcome.tables[table?.name ?? "reactions"]
    if let asked, table != nil || !output.isText { return try output.write(asked) }
    let report = outcome.report(style: output.destination.style)
    try output.destination.writing { try $0.write(report) }
  }
}

extension ReactionOutcome {
  /// The reactions as text.
  func report(style: TextStyle) -> String {
    ReactionReport(
      name: name, tables: tables, question: question, picture: picture, style: style
    ).text()
  }
}

/// A result table of reactions.
enum ReactionTable: String, ExpressibleByArgument, CaseIterable {
  case reactions, measures, paths, shares

  /// The table's name in the database.
  var name: String { self == .reactions ? rawValue : "reaction_\(rawValue)" }
}
