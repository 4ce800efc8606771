import ArgumentParser
import EventStudy
import Tables
import Workflow

/// `reaction export`: one table, in any format, or a study as a folder.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a result table of a study, or imported data, in any format.",
    discussion: """
      --notebook writes a whole study as a folder: tidy tables with a Data Package descriptor, \
      a page that explains them, and programs that read them in Python, R and Stata.

      Result tables: \(ResultSchema.tables.map(\.name).joined(separator: ", ")).
      Imported data, without a study: prices, factors, event_list.
      """)

  @Argument(help: "The study's name; leave it out for prices, factors and event_list.")
  var study: String?

  @Option(help: ArgumentHelp("The table.", valueName: "table"))
  var table: String?

  @Option(help: ArgumentHelp("The folder to write the study to.", valueName: "folder"))
  var notebook: String?

  @Option(
    help: ArgumentHelp(
      "With --notebook: the tables in other formats too; parquet and dta by python3 with pandas.",
      valueName: FurtherFormat.allCases.map(\.rawValue).joined(separator: "|")))
  var also: [FurtherFormat] = []

  @OptionGroup var messages: MessageOptions

  @OptionGroup(title: "Part of the table") var part: PartOptions

  @OptionGroup(title: "Prices") var prices: PriceOptions

  @Option(help: "For event_list: the list; for factors: the set.")
  var list: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard notebook == nil else { return try validateNotebook() }
    guard table != nil else { throw ValidationError("Name a --table, or a folder for --notebook.") }
    guard also.isEmpty else { throw ValidationError("--also goes with --notebook.") }
  }

  private func validateNotebook() throws {
    guard study != nil else {
      throw ValidationError("--notebook writes a study: reaction export STUDY --notebook FOLDER.")
    }
    guard table == nil, part.isEverything, output.format == nil, output.destination.output == nil
    else {
      throw ValidationError(
        "--notebook writes all tables to its folder; leave out --table, --columns, --rows, --format and -o."
      )
    }
  }

  func run() throws {
    let workflow = database.workflow
    if let study, let notebook {
      try workflow.exportNotebook(
        study, to: notebook, also: also, replacing: output.destination.force)
      return messages.say("wrote study '\(study)' to \(notebook); begin with README.md")
    }
    guard let table else { return }
    if let study { return try write(try workflow.table(table, ofStudy: study)) }
    switch table {
    case "prices": try workflow.prices(prices.selection) { try output.write(part.part(of: $0)) }
    case "factors": try write(try workflow.factors(set: list))
    case "event_list": try write(try workflow.eventList(list))
    default:
      throw Failure(
        .usage,
        "table '\(table)' belongs to a study: reaction export STUDY --table \(table); "
          + "without a study there are prices, factors and event_list")
    }
  }

  private func write(_ table: Table) throws { try output.write(part.part(of: TableParts(table))) }
}

extension FurtherFormat: ExpressibleByArgument {}
