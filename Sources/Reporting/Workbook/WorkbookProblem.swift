/// A table has what a workbook cannot hold.
public enum WorkbookProblem: Error, Hashable, Sendable {
  /// More rows than a sheet has below its header.
  case tooManyRows(table: String, rows: Int)
  /// More columns than a sheet has.
  case tooManyColumns(table: String, columns: Int)
  /// A text longer than a cell takes, in UTF-16 units.
  case textTooLong(table: String, column: String, length: Int)
  /// More bytes than the archive format counts.
  case archiveTooLarge
}

extension WorkbookProblem: CustomStringConvertible {
  /// What was found, and what to do.
  public var description: String {
    switch self {
    case .tooManyRows(let table, let rows):
      "table '\(table)' has \(countText(rows)) rows, a sheet of a workbook at most "
        + "\(countText(Workbook.mostRows)) below its header; \(Self.remedy)"
    case .tooManyColumns(let table, let columns):
      "table '\(table)' has \(countText(columns)) columns, a sheet of a workbook at most "
        + "\(countText(Workbook.mostColumns)); \(Self.remedy)"
    case .textTooLong(let table, let column, let length):
      "table '\(table)', column '\(column)' has a text of \(countText(length)) characters, a cell of "
        + "a workbook takes \(countText(Workbook.longestText)); \(Self.remedy)"
    case .archiveTooLarge: "the workbook would be larger than 4 GiB; \(Self.remedy)"
    }
  }

  private static let remedy = "csv takes it"
}
