import ArgumentParser
import EventStudy
import Foundation
import Reporting
import Workflow

/// `reaction chart`: one picture of a stored study.
struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw a chart of a stored study as SVG, PNG or Vega-Lite, or write its data.",
    discussion: """
      \(Charts.all.map { "\($0.id): \($0.shows)" }.joined(separator: "\n"))

        reaction chart my-study caar -o caar.svg
        reaction chart my-study cars --window 0,1 -o cars.vl.json
        reaction chart my-study heatmap --format csv
      """)

  @Argument(help: "The study's name; NAME@1 is its first revision.")
  var study: String

  @Argument(help: "One of \(Charts.all.map(\.id).joined(separator: ", ")).")
  var chart: String

  @Option(help: ArgumentHelp("The return model (default: the study's first).", valueName: "id"))
  var model: String?

  @Option(help: ArgumentHelp("Only the events of this group.", valueName: "group"))
  var group: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The window of the CARs (default: the study's first).", valueName: "first,last"))
  var window: Window?

  @Option(
    help: ArgumentHelp(
      "One of \(ChartFormat.ids.joined(separator: ", ")) (default: by the suffix of -o, else svg).",
      valueName: "format"))
  var format: String?

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    let format = try chosenFormat()
    if case .table(let format) = format { try destination.check(format) }
    guard case .png = format, destination.goesToTerminal else { return }
    throw ValidationError("a PNG picture is no text for a terminal; name a file with -o.")
  }

  func run() throws {
    let selection = ChartSelection(model: model, group: group, window: window?.days)
    let figure = try database.workflow.figure(chart, of: study, selection)
    switch try chosenFormat() {
    case .svg: try destination.writing { try $0.write(figure.svgFile()) }
    case .vegaLite: try destination.writing { try $0.write(figure.vegaLite()) }
    case .table(let format):
      try destination.writing { output in
        try format.write(figure.data, style: destination.style) { bytes in
          try bytes.withUnsafeBytes { try output.write($0) }
        }
      }
    case .png:
      let png = try PNGConverter.png(ofSVG: figure.svgFile())
      try destination.writing { output in try png.withUnsafeBytes { try output.write($0) } }
    }
  }

  private func chosenFormat() throws -> ChartFormat {
    let path = destination.output == "-" ? nil : destination.output
    do throws(UnknownFormat) {
      if let format { return try ChartFormat.named(format) }
      guard let path, !URL(filePath: path).pathExtension.isEmpty else { return .svg }
      return try ChartFormat.forFile(named: URL(filePath: path).lastPathComponent)
    } catch { throw ValidationError(error.description) }
  }
}
