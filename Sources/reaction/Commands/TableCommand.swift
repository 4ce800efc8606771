import ArgumentParser
import EventStudy
import Foundation
import Reporting
import Workflow

/// `reaction table`: results of stored studies as papers print them.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Print results of stored studies as a table for a paper.",
    discussion: """
      Average CARs with stars, over the statistic of one test in parentheses. Rows are windows; \
      columns are studies, models or groups. With --regressions, coefficients over their standard \
      errors, a column for each regression that 'reaction regress' stored.

        reaction table my-study
        reaction table my-study --columns group --model market --below p -o table.tex
        reaction table study-a study-b --model market --test bmp_t --format md
        reaction table my-study --regressions all --format latex --siunitx
      """)

  @Argument(help: "The studies' names; NAME@1 is a study's first revision.")
  var studies: [String]

  @OptionGroup(title: "Averages") var averages: AverageOptions
  @OptionGroup(title: "Regressions") var regressions: CoefficientOptions
  @OptionGroup(title: "Both") var shown: PaperOptions

  @Option(
    help: ArgumentHelp(
      "One of \(PaperFormat.allCases.map(\.rawValue).joined(separator: ", ")) (default: by the "
        + "suffix of -o, else text).", valueName: "format"))
  var format: String?

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if regressions.isAsked, let option = averages.firstGiven {
      throw ValidationError("\(option) is for averages; leave it out with --regressions.")
    }
    if !regressions.isAsked, !regressions.terms.isEmpty {
      throw ValidationError("--terms chooses coefficients; it goes with --regressions.")
    }
    if try chosenFormat() != .latex, let option = shown.firstOfLaTeX {
      throw ValidationError("\(option) is for --format latex.")
    }
  }

  func run() throws {
    var table = try askedTable()
    if let title = shown.title { table.title = title }
    let text = table.written(
      as: try chosenFormat(), style: destination.style, latex: shown.latex)
    try destination.writing { try $0.write(text) }
  }

  private func askedTable() throws -> PaperTable {
    let workflow = database.workflow
    guard regressions.isAsked else {
      var selection = averages.selection
      selection.models = shown.model
      selection.windows = shown.window.map(\.days)
      if let below = shown.below { selection.below = below }
      selection.stars = shown.stars
      return try workflow.paperTable(of: studies, selection)
    }
    var selection = PaperRegressions()
    selection.numbers = regressions.regressions ?? []
    selection.terms = regressions.terms
    selection.models = shown.model
    selection.windows = shown.window.map(\.days)
    if let below = shown.below { selection.below = below }
    selection.stars = shown.stars
    return try workflow.paperTable(of: studies, selection)
  }

  private func chosenFormat() throws -> PaperFormat {
    do throws(UnknownFormat) {
      if let format { return try PaperFormat.named(format) }
      guard let path = destination.output, path != "-" else { return .text }
      let suffix = URL(filePath: path).pathExtension
      return suffix.isEmpty ? .text : try PaperFormat.named(Formats.forFile(suffix: suffix).id)
    } catch { throw ValidationError(error.description) }
  }
}
