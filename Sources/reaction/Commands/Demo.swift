import ArgumentParser
import Foundation
import MarketData
import Workflow

/// `reaction demo`: the main job on the bundled data.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run two studies of US-China trade news on the bundled data and print the reports.",
    discussion: "Works in ./demo.sqlite unless --db names another file.")

  @Option(help: ArgumentHelp("The folder that has data/ and seeds/.", valueName: "folder"))
  var data: String?

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let workflow = database.workflow(defaultPath: "demo.sqlite")
    let examples = try ExampleData(folder: data).examples
    for example in examples { try load(example, workflow) }
    let reaction = try workflow.react(try Self.rally())
    try destination.writing { output in
      for example in examples {
        try output.write(try workflow.report(example.name, style: destination.style) + "\n")
      }
      try output.write(reaction.report(style: destination.style) + "\n")
    }
    messages.say(next(workflow.path))
  }

  /// The morning's rise of 5 June 2025, which faded: what a study of closes does not see.
  private static func rally() throws -> ReactionRequest {
    let newYork = Zone("America/New_York")
    let time = try Workflow.moment("2025-06-05T08:45", zone: newYork)
    return ReactionRequest(.moment("SPY", time, list: "june-5-2025"), now: timestamp())
  }

  private func load(_ example: ExampleData.Example, _ workflow: Workflow) throws {
    for file in example.prices {
      try load(ImportRequest(file: file, now: timestamp()), as: .prices, workflow)
    }
    var events = ImportRequest(file: example.events, now: timestamp())
    events.list = example.name
    try load(events, as: .events, workflow)
    let outcome = try workflow.run(try SpecReader.file(example.study), now: timestamp())
    let state = outcome.isUnchanged ? "is unchanged" : "is stored"
    messages.say("study '\(outcome.name)' \(state) as revision \(outcome.revision)\n")
  }

  private func load(_ request: ImportRequest, as kind: ImportKind, _ workflow: Workflow) throws {
    let summary = try Interruption.removing(workflow.temporaryFiles) {
      try workflow.importFile(request, as: kind)
    }
    summary.warnings.forEach { messages.say("Warning: \($0)") }
    messages.say(summary.sentence)
  }

  private func next(_ path: String) -> String {
    let program = CommandLine.arguments[0]
    return """
      Everything is in \(path), an ordinary SQLite file. Next, try:
        \(program) export trade-war-2018 --table tests --format csv --db \(path)
        \(program) react SPY 2025-06-05 --direction ex-post --db \(path)
        \(program) calendar XNYS 2025
        sqlite3 \(path) "select event_id, symbol, car, p_value from car where study = 'june-5-2025'"
      """
  }
}
