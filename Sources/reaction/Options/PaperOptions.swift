public import ArgumentParser
import EventStudy
public import Reporting

/// Which averages a table for papers shows.
struct AverageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the rows are: study, model, group or window. (default: window)", valueName: "axis"))
  var rows: PaperAxis?

  @Option(
    help: ArgumentHelp(
      "What the columns are. (default: studies, else models, else groups: the first of which there "
        + "are several)", valueName: "axis"))
  var columns: PaperAxis?

  @Option(
    help: ArgumentHelp(
      "A group of events, or all; several for several.", valueName: "group"))
  var group: [String] = []

  @Option(
    help: ArgumentHelp(
      "The test, such as bmp_t or corrado_z:cowan. (default: the one to read first)",
      valueName: "id"))
  var test: String?

  /// The question, as far as it is about averages alone.
  var selection: PaperSelection {
    var selection = PaperSelection()
    if let rows { selection.rows = rows }
    selection.columns = columns
    selection.groups = group
    selection.test = test
    return selection
  }

  /// The first option that was given.
  var firstGiven: String? {
    let given = [
      ("--rows", rows != nil), ("--columns", columns != nil), ("--group", !group.isEmpty),
      ("--test", test != nil),
    ]
    return given.first { $0.1 }?.0
  }
}

/// Which regressions a table for papers shows.
struct CoefficientOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show regressions, and which: all, or their numbers such as 1,3.", valueName: "numbers"),
    transform: regressionNumbers)
  var regressions: [Int]?

  @Option(
    help: ArgumentHelp("Only these coefficients, in this order.", valueName: "names"),
    transform: columnNames)
  var terms: [String] = []

  /// Whether regressions are shown.
  var isAsked: Bool { regressions != nil }
}

/// What both kinds of tables for papers can be told.
struct PaperOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A model; several for several, in their order.", valueName: "id"))
  var model: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A window such as -1,1; several for several, in their order.", valueName: "first,last"))
  var window: [Window] = []

  @Option(
    help: ArgumentHelp(
      "What stands in parentheses: statistic, p or std-error. (default: statistic below averages, "
        + "std-error below coefficients)", valueName: "what"))
  var below: PaperStatistic?

  @Option(
    help: ArgumentHelp(
      "The p-values below which there is a star, two, three; none for no stars.",
      valueName: "levels"),
    transform: starLevels)
  var stars = Stars.usual

  @Option(
    help: ArgumentHelp("What the table shows, in place of the usual title.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "For LaTeX: the label that the paper refers to, such as tab:caar.", valueName: "label"))
  var label: String?

  @Flag(help: "For LaTeX: align numbers at their decimal points, by the package siunitx.")
  var siunitx = false

  func validate() throws {
    guard let label else { return }
    guard !label.isEmpty, label.utf8.allSatisfy(Self.isOfLabels) else {
      throw ValidationError(
        "--label '\(label)' has a character that LaTeX reads otherwise; take letters, digits, : . _ -"
      )
    }
  }

  private static func isOfLabels(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: ":._-".utf8.contains(byte)
    }
  }

  /// How LaTeX is written.
  var latex: PaperLaTeX { PaperLaTeX(usesSiunitx: siunitx, label: label) }

  /// The first option for LaTeX that was given.
  var firstOfLaTeX: String? { siunitx ? "--siunitx" : label == nil ? nil : "--label" }
}

private func regressionNumbers(_ text: String) throws -> [Int] {
  if text == "all" { return [] }
  return try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    guard let number = Int(part), number > 0 else {
      throw ValidationError("'\(text)' names no regressions; take all, or numbers such as 1,3")
    }
    return number
  }
}

private func starLevels(_ text: String) throws -> Stars {
  if text == "none" { return Stars([]) }
  let levels = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? 0 }
  guard levels.count < 5, Set(levels).count == levels.count,
    levels.allSatisfy({ $0 > 0 && $0 < 1 })
  else {
    throw ValidationError(
      "'\(text)' is no list of up to four levels between 0 and 1, such as 0.1,0.05,0.01, or none")
  }
  return Stars(levels)
}

extension PaperAxis: ExpressibleByArgument {}
extension PaperStatistic: ExpressibleByArgument {}
