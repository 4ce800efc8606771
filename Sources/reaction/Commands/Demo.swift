import ArgumentParser
import Foundation
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
    try destination.writing { output in
      for example in examples {
        try output.write(try workflow.report(example.name, style: destination.style) + "\n")
      }
    }
    messages.say(next(workflow.path))
  }

  private func load(_ example: ExampleData.Example, _ workflow: Workflow) throws {
    for file in example.prices {
      try say(workflow.importFile(ImportRequest(file: file, now: timestamp()), as: .prices))
    }
    var events = ImportRequest(file: example.events, now: timestamp())
    events.list = example.name
    try say(workflow.importFile(events, as: .events))
    let outcome = try workflow.run(try SpecReader.file(example.study), now: timestamp())
    let state = outcome.isUnchanged ? "is unchanged" : "is stored"
    messages.say("study '\(outcome.name)' \(state) as revision \(outcome.revision)\n")
  }

  private func say(_ summary: ImportSummary) {
    summary.warnings.forEach { messages.say("Warning: \($0)") }
    messages.say(summary.sentence)
  }

  private func next(_ path: String) -> String {
    let program = CommandLine.arguments[0]
    return """
      Everything is in \(path), an ordinary SQLite file. Next, try:
        \(program) export trade-war-2018 --table tests --format csv --db \(path)
        \(program) calendar XNYS 2025
        sqlite3 \(path) "select event_id, symbol, car, p_value from car where study = 'june-5-2025'"
      """
  }
}
