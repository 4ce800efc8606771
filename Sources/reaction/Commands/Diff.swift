import ArgumentParser
import Reporting
import Workflow

/// `reaction diff`: what changed between two stored studies.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show how two stored studies differ: specification, inputs, and which numbers moved.",
    discussion: """
      NAME@1 is the first revision of a study, NAME its latest. Cells are compared to the last bit; \
      of every column that changed, the row is shown in which it moved most.
      """)

  @Argument(help: "A study.")
  var before: String

  @Argument(help: "The study it is compared with.")
  var after: String

  @OptionGroup var output: OutputOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let difference = try database.workflow.difference(before, after)
    messages.say("\(before) and \(after): \(difference.sentence)")
    try output.write(difference.table)
  }
}
