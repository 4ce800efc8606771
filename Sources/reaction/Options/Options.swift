import ArgumentParser
import Foundation
import Workflow

/// Which database, for every command that touches one.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The database file (default: $REACTION_DB, else ./reaction.sqlite).", valueName: "file"))
  var db: String?

  @OptionGroup var work: ThreadOptions

  /// The work on that database.
  var workflow: Workflow { workflow(defaultPath: "reaction.sqlite") }

  /// The work on that database, or on one at the given path when the user names none.
  func workflow(defaultPath: String) -> Workflow {
    Workflow(
      path: db ?? environment("REACTION_DB") ?? defaultPath, threads: work.count,
      announce: Console.error)
  }
}

/// How many threads work, for every command that can use several.
struct ThreadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Threads to work on (default: $REACTION_THREADS, else all cores).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if let text = environment("REACTION_THREADS"), (Int(text) ?? 0) < 1 {
      throw ValidationError("REACTION_THREADS is '\(text)' and must be a number of at least 1.")
    }
  }

  /// The number asked for, or one a core.
  var count: Int {
    threads ?? environment("REACTION_THREADS").flatMap(Int.init)
      ?? ProcessInfo.processInfo.activeProcessorCount
  }
}

/// A variable of the environment; an empty one is none.
private func environment(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}

/// How much is said on standard error.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say how each decision was made.")
  var verbose = false

  /// Says something about what was done.
  func say(_ message: String) { if !quiet { Console.error(message) } }

  /// Says something that explains.
  func explain(_ message: String) { if verbose { say(message) } }
}

/// The present moment as result tables and lists write it, or the one of `SOURCE_DATE_EPOCH`, by
/// which builds repeat to the byte (https://reproducible-builds.org/specs/source-date-epoch/).
func timestamp() -> String {
  let fixed = environment("SOURCE_DATE_EPOCH").flatMap(TimeInterval.init)
  return (fixed.map(Date.init(timeIntervalSince1970:)) ?? Date()).formatted(.iso8601)
}
