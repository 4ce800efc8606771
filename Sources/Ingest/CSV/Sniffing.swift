extension Dialect.Delimiter {
  /// The delimiter under which the beginning of a file looks most like a table: the most records
  /// with the same number of columns, more than one, and the most dates and numbers in them.
  static func sniff(
    _ head: ArraySlice<UInt8>, _ dialect: Dialect = Dialect(delimiter: .comma), isWhole: Bool
  ) -> Self {
    let (head, isWhole) = (head.prefix(sniffed), isWhole && head.count <= sniffed)
    let scored = allCases.map { delimiter in
      var dialect = dialect
      dialect.delimiter = delimiter
      return (delimiter, SampleText(head, dialect, isWhole: isWhole).tabularity)
    }
    // The first of equals, so that the order of the cases decides. Prose has spaces too, so they
    // are taken only where nothing else makes a table.
    let best = scored.dropLast().reduce((.comma, 0)) { best, next in next.1 > best.1 ? next : best }
    guard let (space, score) = scored.last, best.1 < 0.5, score > 1.2 else { return best.0 }
    return space
  }
}

/// The number of bytes looked at for the delimiter, of which each candidate makes a table.
private let sniffed = 16 * 1024

extension SampleText {
  /// How much the records look like a table.
  var tabularity: Double {
    guard let usual = usualWidth else { return 0 }
    // Many columns break ties: a semicolon inside a text of a comma table gives two.
    return Double(usual.records) / Double(rows.count) + 0.001 * Double(min(usual.width, 100))
      + 0.5 * shareOfValues - (failure == nil ? 0 : 0.5)
  }

  /// The share of cells that are dates, numbers or empty, among the first.
  private var shareOfValues: Double {
    let cells = rows.prefix(50).flatMap { $0.cells.prefix(40) }
    return Double(cells.count { isMissingText($0) || isNumber($0) || isDate($0) })
      / Double(max(cells.count, 1))
  }

  /// The number of records before the table: those of far fewer columns, or with a text in the
  /// first one only, before the first record of the usual number.
  var preambleCount: Int {
    guard let width = usualWidth?.width else { return 0 }
    var count = 0
    for row in rows.prefix(30) {
      let filled = row.cells.count { !isMissingText($0) }
      let isNarrow = row.cells.count == 1 || row.cells.count < width - 1
      let isPadded =
        width > 2 && (filled == 0 || (filled == 1 && !isMissingText(row.cells[0])))
      guard isNarrow || isPadded, !isDate(row.cells[0]), !isNumber(row.cells[0]) else {
        return count
      }
      count += 1
    }
    return 0
  }
}

extension Dialect.Quote {
  /// An apostrophe where fields begin and end with one and no double quote is seen.
  static func sniff(_ text: ArraySlice<UInt8>) -> Self {
    let apostrophe = single.rawValue
    guard !text.contains(double.rawValue), text.contains(apostrophe) else { return .double }
    let borders = Set(Dialect.Delimiter.allCases.map(\.rawValue) + [0x0A, 0x0D])
    var (opening, closing, all) = (0, 0, 0)
    for index in text.indices where text[index] == apostrophe {
      all += 1
      if index == text.startIndex || borders.contains(text[index - 1]) { opening += 1 }
      if index + 1 == text.endIndex || borders.contains(text[index + 1]) { closing += 1 }
    }
    return opening > 1 && opening == closing && opening + closing == all ? .single : .double
  }
}
