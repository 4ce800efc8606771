import ArgumentParser
import Foundation
import Reporting
import Tables
import Workflow

/// Where a command's data goes and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "One of \(Formats.all.map(\.id).joined(separator: ", ")) (default: by the suffix of -o, "
        + "else text).", valueName: "format"))
  var format: String?

  @OptionGroup var destination: DestinationOptions

  func validate() throws { try destination.check(try chosenFormat()) }

  /// Writes a table.
  func write(_ table: Table) throws {
    let format = try chosenFormat()
    try destination.writing { output in
      try format.write(table, style: destination.style) { bytes in
        try bytes.withUnsafeBytes { try output.write($0) }
      }
    }
  }

  /// Writes a table as its parts arrive.
  func write(_ parts: TableParts) throws {
    let format = try chosenFormat()
    try destination.writing { output in
      try format.write(parts, style: destination.style) { bytes in
        try bytes.withUnsafeBytes { try output.write($0) }
      }
    }
  }

  /// Whether rows are for a reader and not for a program.
  var isText: Bool { (try? chosenFormat().id) == Formats.text.id }

  /// Whether a Markdown page is asked for.
  var isMarkdown: Bool { (try? chosenFormat().id) == Formats.markdown.id }

  private func chosenFormat() throws -> any OutputFormat {
    do throws(UnknownFormat) {
      if let format { return try Formats.named(format) }
      guard let path = destination.output, path != "-" else { return Formats.text }
      let suffix = URL(filePath: path).pathExtension
      return suffix.isEmpty ? Formats.text : try Formats.forFile(suffix: suffix)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

/// Where a command's data goes.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write, - for standard output.", valueName: "file"))
  var output: String?

  @Flag(name: .shortAndLong, help: "Replace the file when it exists.")
  var force = false

  @Flag(name: .long, help: "No colour, whatever the terminal.")
  var noColor = false

  /// The file to write; `nil` for standard output.
  var file: String? { output == "-" ? nil : output }

  /// Runs `body` on the destination.
  func writing(_ body: (Output) throws -> Void) throws {
    guard let file else { return try Output.standard(body) }
    try Output.file(file, replacing: force, body)
  }

  /// The style of text for the destination: colour only on a terminal that shows it, and the
  /// terminal's own width.
  var style: TextStyle {
    let toTerminal = goesToTerminal
    let environment = ProcessInfo.processInfo.environment
    let isRefused =
      noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    return TextStyle(
      width: toTerminal ? terminalWidth : 80, color: toTerminal && !isRefused,
      unicode: !toTerminal || environment["TERM"] != "dumb")
  }

  /// Refuses to show a terminal what is no text.
  func check(_ format: any OutputFormat) throws {
    guard !format.isText, goesToTerminal else { return }
    throw ValidationError("\(format.id) is no text for a terminal; name a file with -o.")
  }

  /// Whether a person reads the data as it is written.
  var goesToTerminal: Bool { (output == nil || output == "-") && isatty(STDOUT_FILENO) == 1 }

  private var terminalWidth: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 80 }
    return Int(size.ws_col)
  }
}
