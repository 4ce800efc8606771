import ArgumentParser
import EventStudy
import Workflow

/// `reaction export`: one table, in any format.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a result table of a study, or imported data, in any format.",
    discussion: """
      Result tables: \(ResultSchema.tables.map(\.name).joined(separator: ", ")).
      Imported data, without a study: prices, factors, event_list.
      """)

  @Argument(help: "The study's name; leave it out for prices, factors and event_list.")
  var study: String?

  @Option(help: ArgumentHelp("The table.", valueName: "table"))
  var table: String

  @OptionGroup(title: "Prices") var prices: PriceOptions

  @Option(help: "For event_list: the list; for factors: the set.")
  var list: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let workflow = database.workflow
    if let study { return try output.write(try workflow.table(table, ofStudy: study)) }
    switch table {
    case "prices": try workflow.prices(prices.selection) { try output.write($0) }
    case "factors": try output.write(try workflow.factors(set: list))
    case "event_list": try output.write(try workflow.eventList(list))
    default:
      throw Failure(
        .usage,
        "table '\(table)' belongs to a study: reaction export STUDY --table \(table); "
          + "without a study there are prices, factors and event_list")
    }
  }
}
