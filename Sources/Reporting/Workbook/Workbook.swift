public import Tables

/// Tables as an Excel workbook (ISO/IEC 29500, Office Open XML), a sheet each.
///
/// Numbers are numbers with every digit, dates are dates, texts are texts whatever they begin with,
/// and a missing cell is an empty one. The header is bold and stays in view. The same tables are
/// the same bytes.
public struct Workbook {
  /// The rows of a sheet below its header.
  static let mostRows = 1_048_575
  /// The columns of a sheet.
  static let mostColumns = 16_384
  /// The longest text of a cell, in UTF-16 units.
  static let longestText = 32_767

  private let sheets: [(name: String, table: Table)]

  /// A workbook of tables, in their order.
  ///
  /// - Parameter tables: The tables, at least one; sheets have their names.
  /// - Throws: What a workbook cannot hold.
  public init(_ tables: [Table]) throws(WorkbookProblem) {
    precondition(!tables.isEmpty, "a workbook has at least one sheet")
    for table in tables { try Self.check(table) }
    let names = Self.sheetNames(tables.map(\.name))
    sheets = zip(names, tables).map { ($0, $1) }
  }

  /// Writes the workbook in pieces.
  ///
  /// - Parameter receive: Takes each piece, in order; what it throws ends the writing.
  public func write(_ receive: ([UInt8]) throws -> Void) throws {
    try withoutActuallyEscaping(receive) { receive in
      var sink = ByteSink(receive)
      try write(to: &sink)
      try sink.flush()
    }
  }

  func write(to sink: inout ByteSink) throws {
    var archive = ZipArchive()
    let parts = WorkbookParts(sheetNames: sheets.map(\.name))
    for (path, text) in parts.files {
      try archive.add(path, to: &sink) { $0.append(text) }
    }
    for (position, sheet) in sheets.enumerated() {
      try archive.add(WorkbookParts.path(ofSheet: position), to: &sink) { part in
        try Sheet(sheet.table, isFirst: position == 0).write(to: &part)
      }
    }
    try archive.finish(to: &sink)
  }

  private static func check(_ table: Table) throws(WorkbookProblem) {
    guard table.rowCount <= mostRows else {
      throw .tooManyRows(table: table.name, rows: table.rowCount)
    }
    guard table.columns.count <= mostColumns else {
      throw .tooManyColumns(table: table.name, columns: table.columns.count)
    }
    for column in table.columns {
      guard case .text(_, let labels) = column.values,
        let length = labels.lazy.map(\.utf16.count).first(where: { $0 > longestText })
      else { continue }
      throw .textTooLong(table: table.name, column: column.name, length: length)
    }
  }

  /// Names as sheets may have them: at most 31 characters, none of `[]:*?/\`, no `'` at the ends,
  /// each once whatever the case.
  static func sheetNames(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let allowed = printable(name).map { "[]:*?/\\".contains($0) ? "_" : $0 }
      let bare = String(allowed).trimmingPrefix { $0 == "'" || $0 == " " }
      let base = bare.isEmpty ? "Table" : String(bare)
      let candidates = [cut(base, to: 31)] + (2...9_999).map { cut(base, to: 26) + "_\($0)" }
      return candidates.first { taken.insert($0.lowercased()).inserted } ?? base
    }
  }

  private static func cut(_ name: String, to length: Int) -> String {
    var kept = name
    while kept.utf16.count > length || kept.hasSuffix("'") { kept.removeLast() }
    return kept
  }
}
