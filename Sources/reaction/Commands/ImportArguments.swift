import ArgumentParser
import Foundation
import MarketData
import Reporting
import Tables
import Workflow

/// What the imports of prices, events and factors have in common.
struct ImportArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files to import, - for standard input; of a zip archive ARCHIVE.zip/FILE, or all with 'ARCHIVE.zip/*'.",
      valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("The layout, instead of the detected one.", valueName: "id"))
  var profile: String?

  @Option(help: ArgumentHelp("The order of dates such as 03/04/2025: mdy, dmy or ymd."))
  var dateOrder: String?

  @Option(
    help: ArgumentHelp(
      "The zone of times whose row names none: America/New_York.", valueName: "zone"))
  var timeZone: String?

  @Option(
    help: ArgumentHelp(
      "The character between columns: comma, semicolon, tab, bar or space.", valueName: "name"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The character before decimals: point or comma.", valueName: "name"))
  var decimal: String?

  @Option(
    help: ArgumentHelp(
      "How characters are written: utf-8, utf-16le, utf-16be or windows-1252.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Refuse a file that there is any warning about.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Write rows that cannot be imported to this file and import the rest.", valueName: "file"))
  var rejects: String?

  @Option(
    help: ArgumentHelp("Import the rest when at most this many rows are rejected.", valueName: "n"))
  var maxRejects: Int?

  @Flag(name: [.customShort("n"), .long], help: "Show what would be imported; change nothing.")
  var dryRun = false

  @OptionGroup var messages: MessageOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard !files.contains("-") || isatty(STDIN_FILENO) == 0 else {
      throw ValidationError("- reads standard input, which is a terminal; name a file.")
    }
    if let maxRejects, maxRejects < 0 {
      throw ValidationError("--max-rejects must be at least 0.")
    }
    if let timeZone, Zone(timeZone) == nil {
      throw ValidationError("--time-zone '\(timeZone)' is not a zone such as America/New_York.")
    }
  }

  /// Imports the files one after the other, each as a batch of its own.
  func run(as kind: ImportKind, _ change: (inout ImportRequest) -> Void) throws {
    let files = try Workflow.files(files)
    if dryRun { return try files.forEach { try preview(request($0, change), as: kind) } }
    let rows = rejects.map { _ in RejectedRows(namesFiles: files.count > 1) }
    var done = 0
    do {
      for file in files {
        var request = request(file, change)
        (request.rejects, request.rejectsFile) = (rows, rejects)
        try importing(request, as: kind)
        done += 1
      }
    } catch {
      // The file is wanted most of all when its rows are why an import is refused.
      if let rows, let rejects, rows.count > 0 {
        try write(rows.table, to: rejects)
        messages.say("\(counted(rows.count, "rejected row")): \(rejects)")
      }
      throw told(error, of: files, imported: done)
    }
    if let rows, let rejects { try write(rows.table, to: rejects) }
  }

  private func preview(_ request: ImportRequest, as kind: ImportKind) throws {
    let preview = try database.workflow.preview(request, as: kind)
    try Output.standard { try $0.write(preview) }
  }

  private func request(_ file: String, _ change: (inout ImportRequest) -> Void) -> ImportRequest {
    var request = ImportRequest(file: file, now: timestamp())
    request.profile = profile
    request.dateOrder = dateOrder
    request.timeZone = timeZone.flatMap { Zone($0) }
    request.delimiter = delimiter
    request.decimalMark = decimal
    request.encoding = encoding
    request.isStrict = strict
    request.maximumRejects = maxRejects
    change(&request)
    return request
  }

  /// Adds to what ended the imports of several files which of them are in the database.
  private func told(_ error: any Error, of files: [String], imported count: Int) -> any Error {
    guard files.count > 1, let failure = error as? Failure, let message = failure.message else {
      return error
    }
    let (before, rest) = (files.prefix(count), files.dropFirst(count))
    return Failure(
      failure.status, message + "\nimported: \(shown(before)); not imported: \(shown(rest))")
  }

  /// The first ten names.
  private func shown(_ files: ArraySlice<String>) -> String {
    guard !files.isEmpty else { return "none" }
    let more = files.count > 10 ? " and \(grouped(files.count - 10)) more" : ""
    return files.prefix(10).joined(separator: ", ") + more
  }

  private func importing(_ request: ImportRequest, as kind: ImportKind) throws {
    var request = request
    let line = ProgressLine(quiet: messages.quiet)
    request.progress = { done, total, rows in
      line.update(done: done, of: total, unit: "bytes", also: ", \(grouped(rows)) rows")
    }
    let summary = try {
      defer { line.finish() }
      let workflow = database.workflow
      return try Interruption.removing(workflow.temporaryFiles) {
        try workflow.importFile(request, as: kind)
      }
    }()
    summary.evidence.forEach(messages.explain)
    summary.warnings.forEach { messages.say("Warning: \($0)") }
    messages.say(summary.sentence)
  }

  private func write(_ table: Table, to path: String) throws {
    try Output.file(path, replacing: true) { output in
      try Formats.csv.write(table, style: .plain) { bytes in
        try bytes.withUnsafeBytes { try output.write($0) }
      }
    }
  }
}
