/// A table for papers as a `table` of LaTeX with the rules of the package booktabs.
public struct PaperLaTeX: Hashable, Sendable {
  /// Whether numbers are aligned at their decimal points, by the package siunitx.
  public var usesSiunitx: Bool
  /// The name by which the paper refers to the table; `nil` for none.
  public var label: String?

  /// A way to write it.
  public init(usesSiunitx: Bool = false, label: String? = nil) {
    self.usesSiunitx = usesSiunitx
    self.label = label
  }

  func text(of table: PaperTable) -> String {
    let packages = usesSiunitx ? "booktabs,siunitx" : "booktabs"
    var lines = [
      "% needs \\usepackage{\(packages)}", "\\begin{table}", "\\centering",
      "\\caption{\(Self.typeset(table.title))}",
    ]
    if let label { lines.append("\\label{\(label)}") }
    lines += [
      "\\smallskip", "\\begin{tabular}{l\(columnTypes(table))}", "\\toprule", header(table),
      "\\midrule",
    ]
    for row in table.body { lines += rows(row, table) }
    if !table.foot.isEmpty { lines.append("\\midrule") }
    for row in table.foot { lines.append(foot(row, table)) }
    lines += [
      "\\bottomrule", "\\end{tabular}", "", "\\medskip", "\\begin{minipage}{\\linewidth}",
      "\\footnotesize",
    ]
    lines.append("Notes: " + table.notes.map(Self.typeset).joined(separator: "\n"))
    lines += ["\\end{minipage}", "\\end{table}"]
    return lines.map { $0 + "\n" }.joined()
  }

  private func columnTypes(_ table: PaperTable) -> String {
    table.columns.indices.map { column in
      usesSiunitx ? decimalColumn(table, column) : "r"
    }.joined()
  }

  private func header(_ table: PaperTable) -> String {
    line(
      Self.typeset(table.corner), table.columns.map { "\\multicolumn{1}{c}{\(Self.typeset($0))}" })
  }

  private func rows(_ row: PaperTable.Row, _ table: PaperTable) -> [String] {
    let above = row.cells.enumerated().map { column, cell -> String in
      number(before: "", cell.value, after: cell.marks, in: table, column)
    }
    let below = row.cells.enumerated().map { column, cell -> String in
      cell.below.isEmpty ? "" : number(before: "(", cell.below, after: ")", in: table, column)
    }
    return [line(Self.typeset(row.label), above)] + (row.hasBelow ? [line("", below)] : [])
  }

  private func foot(_ row: PaperTable.FootRow, _ table: PaperTable) -> String {
    let cells = row.cells.enumerated().map { column, text -> String in
      Self.parts(text) == nil
        ? "\\multicolumn{1}{c}{\(Self.typeset(text))}"
        : number(before: "", text, after: "", in: table, column)
    }
    return line(Self.typeset(row.label), cells)
  }

  private func line(_ label: String, _ cells: [String]) -> String {
    ([label] + cells).joined(separator: " & ") + " \\\\"
  }

  /// A number between signs that take no part in the alignment.
  private func number(
    before: String, _ text: String, after: String, in table: PaperTable, _ column: Int
  ) -> String {
    guard !text.isEmpty else { return "" }
    guard usesSiunitx else {
      let missing = String(repeating: "*", count: max(0, table.markWidth(column) - after.count))
      let space = missing.isEmpty ? "" : "\\phantom{\(missing)}"
      return before + Self.mathematics(text) + after + space
    }
    guard let (digits, unit) = Self.parts(text) else {
      return "{\(before)\(Self.mathematics(text))\(after)}"
    }
    let tail = Self.escapedPercent(unit) + after
    return (before.isEmpty ? "" : "{\(before)}") + digits + (tail.isEmpty ? "" : "{\(tail)}")
  }
}

// MARK: Columns of siunitx

extension PaperLaTeX {
  /// A column `S` with room for its longest number, and for what stands before and after.
  private func decimalColumn(_ table: PaperTable, _ column: Int) -> String {
    let cells = table.body.map { $0.cells[column] }
    var texts = table.foot.map { $0.cells[column] }
    for cell in cells { texts += [cell.value, cell.below] }
    var (whole, decimals) = (1, 0)
    for digits in texts.compactMap({ Self.parts($0)?.digits }) {
      let parts = digits.drop { "+-".contains($0) }.split(separator: ".")
      whole = max(whole, parts[0].count)
      decimals = max(decimals, parts.count > 1 ? parts[1].count : 0)
    }
    let unit = cells.contains { $0.value.hasSuffix("%") } ? "\\%" : ""
    let after = unit + String(repeating: "*", count: table.markWidth(column))
    // The names of siunitx 3; those of version 2 are still read by it, but not set right.
    let settings = [
      "table-format={{(}-\(whole).\(decimals){\(after.isEmpty ? ")" : after)}}",
      "table-align-text-before=false",
      "table-align-text-after=false", "retain-explicit-plus", "group-digits=false",
    ]
    return "S[\(settings.joined(separator: ","))]"
  }

  /// A number's digits with their sign, and its unit; `nil` for what siunitx does not read.
  private static func parts(_ text: String) -> (digits: String, unit: String)? {
    let plain = text.filter { $0 != "," }
    let unit = plain.hasSuffix("%") ? "%" : ""
    let digits = String(plain.dropLast(unit.count))
    guard digits.wholeMatch(of: /[+-]?[0-9]+(?:\.[0-9]+)?/) != nil else { return nil }
    return (digits, unit)
  }
}

// MARK: Texts

extension PaperLaTeX {
  /// A number in mathematics, whose minus is no hyphen; a dash for none.
  private static func mathematics(_ text: String) -> String {
    if text == "-" { return "--" }
    let signs = escapedPercent(text).replacing("~", with: "\\sim ").replacing(",", with: "{,}")
    return "$\(signs)$"
  }

  private static func escapedPercent(_ text: String) -> String {
    text.replacing("%", with: "\\%")
  }

  /// A text as it is, but for hyphens that are minus signs, and the square that old fonts lack.
  private static func typeset(_ text: String) -> String {
    let characters = Array(printable(text))
    var (pieces, start) = ([String](), 0)
    for position in characters.indices where isMinus(position, characters) {
      pieces.append(LaTeX.escaped(String(characters[start..<position])))
      start = position + 1
    }
    pieces.append(LaTeX.escaped(String(characters[start...])))
    return pieces.joined(separator: "$-$").replacing("²", with: "$^{2}$")
  }

  /// Whether a hyphen is before a number and after no word.
  private static func isMinus(_ position: Int, _ characters: [Character]) -> Bool {
    guard characters[position] == "-", position + 1 < characters.count,
      characters[position + 1].isNumber
    else { return false }
    return position == 0 || "[( ".contains(characters[position - 1])
  }
}
