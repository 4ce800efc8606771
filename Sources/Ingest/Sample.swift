import MarketData

/// The beginning of a file as records of texts, from which its layout is recognised.
struct Sample {
  let name: String
  /// The file's name without folders and suffixes.
  let stem: String?
  let dialect: Dialect
  let isWhole: Bool
  let rows: [SampleText.Row]
  /// How the table is written, and why it is taken to be.
  let decisions: [Detection.Decision]
  /// The records left out before the first.
  let skipped: [SampleText.Row]
  /// The first record's cells, without spaces around them.
  let header: [String]
  /// The first record's cells as they are compared with known names.
  let keys: [String]

  init(
    name: String, stem: String?, text: SampleText, dialect: Dialect, isWhole: Bool,
    decisions: [Detection.Decision] = [], skipped: [SampleText.Row] = []
  ) {
    self.name = name
    self.stem = stem
    self.dialect = dialect
    self.isWhole = isWhole
    self.decisions = decisions
    self.skipped = skipped
    rows = text.rows
    header = (rows.first?.cells ?? []).map { $0.trimmingSpaces }
    keys = header.map(columnKey)
  }

  /// Why the delimiter is the one it is.
  var dialectEvidence: String {
    let width = header.count
    let same = rows.count { $0.cells.count == width }
    return "the \(dialect.delimiter.name) gives \(same) of the first \(rows.count) records "
      + "\(width) column\(width == 1 ? "" : "s")"
  }

  /// Whether the first record names columns: no date is in it, and something that is no number.
  var hasHeader: Bool {
    !header.contains(where: isDate) && header.contains { !$0.isEmpty && !isNumber($0) }
  }

  /// The records after the header, or all when there is none.
  var body: ArraySlice<SampleText.Row> { hasHeader ? rows.dropFirst() : rows[...] }

  /// The cells of a column below the header, those of shorter records left out.
  func cells(_ column: Int) -> [String] {
    body.compactMap { column < $0.cells.count ? $0.cells[column] : nil }
  }

  /// The share of a column's cells that are as asked, empty cells aside; 0 without any.
  func share(_ column: Int, of matches: (String) -> Bool) -> Double {
    let cells = cells(column).filter { !isMissingText($0) }
    return cells.isEmpty ? 0 : Double(cells.count(where: matches)) / Double(cells.count)
  }

  /// The order of the parts of a column's dates: as given, or as dates that can be read in one
  /// way only show.
  func dateOrder(_ column: Int, _ options: ImportOptions) -> ImportOptions.DateOrder? {
    if let order = options.dateOrder { return order }
    let parts = cells(column).map { cell in
      cell.prefix { $0 != " " }.split(separator: "/").compactMap { Int($0) }
    }.filter { $0.count == 3 && $0[2] > 31 }
    let (dayFirst, monthFirst) = (parts.contains { $0[0] > 12 }, parts.contains { $0[1] > 12 })
    return dayFirst == monthFirst ? nil : dayFirst ? .dayFirst : .monthFirst
  }
}

/// A column's name as it is compared: letters and digits, in lower case.
func columnKey(_ name: String) -> String {
  String(name.lowercased().filter { $0.isLetter || $0.isNumber })
}

/// Whether a text is a date, in whatever order its parts are.
func isDate(_ text: String) -> Bool {
  do throws(StampText.Failure) {
    _ = try StampText(text, order: nil)
    return true
  } catch {
    return error == .ambiguous
  }
}

/// Whether a text is a number, whatever its decimal mark.
func isNumber(_ text: String) -> Bool {
  text.withBytes { text in
    DecimalMark.allCases.contains { DecimalText(text, $0).value != nil }
  }
}

func isMissingText(_ text: String) -> Bool { text.withBytes { isMissing(trimmed($0)) } }

extension String {
  /// The text without the spaces and tabs around it.
  var trimmingSpaces: String {
    withBytes { String(decoding: trimmed($0), as: UTF8.self) }
  }
}
