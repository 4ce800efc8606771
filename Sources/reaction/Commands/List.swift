public import ArgumentParser
public import Workflow

/// `reaction list`: what there is.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List imported data, stored studies, and the models, tests and formats there are.")

  @Argument(help: "One of \(Listing.allCases.map(\.rawValue).joined(separator: ", ")).")
  var subject: Listing

  @OptionGroup var output: OutputOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws { try output.write(try database.workflow.list(subject)) }
}

extension Listing: ExpressibleByArgument {}
