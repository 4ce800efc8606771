import ArgumentParser
import Workflow

/// `reaction import undo`.
struct ImportUndo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Remove what a batch brought.")

  @Argument(help: "The batch, as 'reaction list batches' numbers it.")
  var batch: Int

  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws { messages.say(try database.workflow.undo(batch: batch)) }
}
