import Tables

/// A `tabular` of LaTeX with the rules of the package booktabs, numbers aligned on the right.
struct LaTeX: StreamedFormat {
  let id = "latex"
  let fileSuffixes = ["tex"]

  func write(_ parts: TableParts, style: TextStyle, to sink: inout ByteSink) throws {
    guard let first = try parts.next() else { return }
    sink.append("% needs \\usepackage{booktabs}\n\\begin{tabular}{")
    sink.append(first.columns.map { $0.isNumeric ? "r" : "l" }.joined())
    sink.append("}\n\\toprule\n")
    try writeRow(first.columns.map { Self.escaped($0.name) }, to: &sink)
    sink.append("\\midrule\n")
    var part: Table? = first
    while let rows = part {
      try writeRows(of: rows, to: &sink)
      part = try parts.next()
    }
    sink.append("\\bottomrule\n\\end{tabular}")
    try sink.endRow()
  }

  private func writeRows(of table: Table, to sink: inout ByteSink) throws {
    let columns = table.columns.map { column in
      (cell: column.displayCells(missing: ""), isNumeric: column.isNumeric)
    }
    for row in 0..<table.rowCount {
      try writeRow(
        columns.map { $0.isNumeric ? Self.number($0.cell(row)) : Self.escaped($0.cell(row)) },
        to: &sink)
    }
  }

  private func writeRow(_ cells: [String], to sink: inout ByteSink) throws {
    sink.append(cells.joined(separator: " & "))
    try sink.endRow(Array(" \\\\\n".utf8))
  }

  /// A number whose sign is a minus and not a hyphen.
  static func number(_ text: String) -> String {
    text.hasPrefix("-") || text.hasPrefix("<") || text.contains("e") ? "$\(text)$" : text
  }

  /// A text that LaTeX sets as it is.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      // Two hyphens are a dash, and the oldest of fonts have one in the place of the bar.
      case "-" where escaped.hasSuffix("-"): escaped += "{}-"
      // After the end of a row a star is a part of that end, as a bracket is.
      case "*" where escaped.isEmpty: escaped += "{*}"
      case "|": escaped += "\\textbar{}"
      case "&", "%", "$", "#", "_", "{", "}": escaped += "\\" + String(character)
      case "\\": escaped += "\\textbackslash{}"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      case "<": escaped += "\\textless{}"
      case ">": escaped += "\\textgreater{}"
      case "[": escaped += "{[}"
      default: escaped.append(character)
      }
    }
  }
}
