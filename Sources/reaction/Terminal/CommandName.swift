import ArgumentParser
import MarketData
import Workflow

/// Looks at the command's name before the parser does, which offers no nearest one.
enum CommandName {
  /// Refuses the name of a command that there is not, and suggests the nearest.
  static func check(_ arguments: ArraySlice<String>, of parent: CommandConfiguration) throws {
    let commands = parent.subcommands.lazy.map { $0.configuration }
    guard let name = arguments.first, !name.hasPrefix("-"), name != "help", !commands.isEmpty else {
      return
    }
    if let command = commands.first(where: { $0.commandName == name }) {
      return try check(arguments.dropFirst(), of: command)
    }
    let names = Array(commands.compactMap(\.commandName))
    let hint = nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
    throw Failure(
      .usage,
      "there is no command '\(name)'; " + (hint ?? "there are \(names.joined(separator: ", "))"))
  }
}
