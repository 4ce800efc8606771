import ArgumentParser
import EventStudy
import Foundation
import Tables
import Workflow

/// `reaction study`: runs a study file.
struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Run a study file on the imported data and store its result tables.",
    discussion: """
      The smallest study file is 'study: NAME' and 'market: SYMBOL'; everything else has a default. \
      Running the same file on the same data again changes nothing.
      """)

  @Argument(help: ArgumentHelp("The study file (YAML), - for standard input.", valueName: "spec"))
  var spec: String

  @Flag(name: [.customShort("n"), .long], help: "Show how events would be aligned; store nothing.")
  var dryRun = false

  @Flag(help: "Print the study file with every default written out; read no data.")
  var printSpec = false

  @Flag(help: "End with exit code 5 when an event is excluded.")
  var failOnDrop = false

  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let reader = try SpecReader.file(spec)
    if printSpec { return try Output.standard { try $0.write(try reader.resolved()) } }
    let workflow = database.workflow
    if dryRun { return try showPreview(reader, workflow) }
    let line = PhaseLine(quiet: messages.quiet)
    let outcome = try {
      defer { line.finish() }
      return try workflow.run(reader, now: timestamp(), progress: { line.enter($0, $1) })
    }()
    announce(outcome)
    if !outcome.hasUsableEvents {
      throw Failure(
        .nothing,
        "no event can be used; see why: reaction export \(outcome.name) --table events")
    }
    if failOnDrop, outcome.excludedCount > 0 {
      throw Failure(.dropped, "excluded: \(counted(outcome.excludedCount, "event"))")
    }
  }

  private func showPreview(_ reader: SpecReader, _ workflow: Workflow) throws {
    let tables = try workflow.preview(reader)
    guard let events = tables["events"] else { return }
    try OutputOptions.parse([]).write(events)
  }

  private func announce(_ outcome: StudyOutcome) {
    let total = outcome.includedCount + outcome.excludedCount
    let counts = "\(grouped(outcome.includedCount)) of \(grouped(total)) events included"
    messages.say(
      outcome.isUnchanged
        ? "study '\(outcome.name)' is unchanged (revision \(outcome.revision)): \(counts)"
        : "stored study '\(outcome.name)' as revision \(outcome.revision): \(counts)")
    for row in 0..<outcome.notices.rowCount {
      guard outcome.notices["severity"]?[row] == .text("warning"),
        let code = outcome.notices["code"]?[row].text,
        let message = outcome.notices["message"]?[row].text
      else { continue }
      messages.say("Warning: \(code): \(message)")
    }
    if !outcome.isUnchanged { messages.say("read it: reaction report \(outcome.name)") }
  }
}

extension SpecReader {
  /// The study file at a path, `-` for standard input.
  static func file(_ path: String) throws -> SpecReader {
    guard path != "-" || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("- reads standard input, which is a terminal; name a file.")
    }
    let name = path == "-" ? "standard input" : path
    do {
      guard let text = String(validating: try bytes(of: path), as: UTF8.self) else {
        throw Failure(.usage, "\(name): is not UTF-8 text")
      }
      return try SpecReader(text, file: name)
    } catch let error as SpecFileError { throw Failure(.usage, error.description) }
  }

  private static func bytes(of path: String) throws -> Data {
    if path == "-" { return try FileHandle.standardInput.readToEnd() ?? Data() }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.failure, "\(path): no such file")
    }
    guard !isFolder.boolValue else {
      throw Failure(.failure, "\(path): is a folder; name a study file in it")
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(.failure, "\(path): cannot be read")
    }
    return bytes
  }
}
