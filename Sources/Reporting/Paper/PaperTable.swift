/// A table as papers print it: estimates over what they are judged by, what they rest on at the
/// foot, and notes below.
///
/// It holds texts that are rounded already; a writer adds only the marks of its format.
public struct PaperTable: Hashable, Sendable {
  /// One estimate.
  struct Cell: Hashable, Sendable {
    /// The estimate; `-` where there is none, empty where there is nothing to estimate.
    var value = ""
    /// The stars beside it.
    var marks = ""
    /// What stands in parentheses below it; empty for nothing.
    var below = ""

    /// What stands below as it is printed.
    var parenthesized: String { below.isEmpty ? "" : "(\(below))" }
  }

  /// One row of estimates.
  struct Row: Hashable, Sendable {
    let label: String
    let cells: [Cell]
    /// Whether there is anything below the estimates.
    var hasBelow: Bool { cells.contains { !$0.below.isEmpty } }
  }

  /// One row of what a column rests on.
  struct FootRow: Hashable, Sendable {
    let label: String
    let cells: [String]
  }

  /// What the table shows.
  public var title: String
  /// What the rows are.
  let corner: String
  /// The columns' names.
  let columns: [String]
  let body: [Row]
  let foot: [FootRow]
  /// Sentences.
  let notes: [String]

  /// The most stars beside an estimate of a column.
  func markWidth(_ column: Int) -> Int { body.map { $0.cells[column].marks.count }.max() ?? 0 }
}

/// What stands in parentheses below an estimate.
public enum PaperStatistic: String, CaseIterable, Sendable {
  /// The test statistic.
  case statistic
  /// The p-value.
  case p
  /// The standard error.
  case standardError = "std-error"
}

/// What a table for papers can be written as.
public enum PaperFormat: String, CaseIterable, Sendable {
  case text, md, latex, html

  /// The format of that name.
  ///
  /// - Throws: `UnknownFormat` with the nearest name and all names.
  public static func named(_ id: String) throws(UnknownFormat) -> PaperFormat {
    guard let format = PaperFormat(rawValue: id) else {
      throw UnknownFormat(name: id, available: allCases.map(\.rawValue))
    }
    return format
  }
}

extension PaperTable {
  /// The table in a format; it ends with a line feed.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - style: How text is laid out.
  ///   - latex: What is particular to LaTeX.
  public func written(
    as format: PaperFormat, style: TextStyle = .plain, latex: PaperLaTeX = PaperLaTeX()
  ) -> String {
    switch format {
    case .text: text(style)
    case .md: markdown()
    case .latex: latex.text(of: self)
    case .html: html()
    }
  }
}
