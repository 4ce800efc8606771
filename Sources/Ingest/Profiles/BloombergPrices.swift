import MarketData

/// What Bloomberg's BDH pastes into a spreadsheet: a row of securities, a row of fields, and for
/// each security a column of dates beside its numbers.
struct BloombergPrices: PriceProfile {
  let id = "bloomberg"
  let title = "Bloomberg BDH paste: securities side by side, each with dates of its own"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard let header = Header(sample) else { return nil }
    return ProfileMatch(
      score: 96,
      evidence: "row \(header.row + 1) names \(header.blocks.count) columns of dates, each with "
        + "numbers beside it, below a row of securities")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let header = Header(sample) else { throw .unrecognised(sample.name, kind: "prices") }
    if options.symbol != nil, header.blocks.count > 1 {
      throw .symbolNotNeeded(sample.name, column: "a row of securities")
    }
    var columns = header.cells.map { PriceLayout.Column(name: $0, role: .ignored) }
    for block in header.blocks {
      let symbol = options.symbol ?? Symbol(rawValue: block.security)
      if columns.contains(where: { $0.role == .seriesDate(symbol) }) {
        throw .duplicateColumn(sample.name, column: block.security)
      }
      columns[block.columns.lowerBound].role = .seriesDate(symbol)
      for column in block.columns.dropFirst() {
        guard let field = PriceColumnNames.field(header.cells[column]) else { continue }
        columns[column].role = .series(symbol, field)
      }
    }
    let rows = sample.rows.dropFirst(header.row + 1)
    let stamps = header.blocks.flatMap { block in
      SampledStamp.all(rows, date: block.columns.lowerBound).map {
        SampledStamp(date: $0.date, symbol: block.security)
      }
    }.filter { !$0.date.withBytes(isErrorMessage) }
    let times = TimeLayout(stamps, options)
    return PriceLayout(
      columns: columns, headerCount: header.row + 1, hasErrorCells: true, times: times,
      notes: times.notes)
  }

  /// The row of fields and the securities above it.
  private struct Header {
    struct Block {
      var security: String
      var columns: Range<Int>
    }

    let row: Int
    let cells: [String]
    private(set) var blocks: [Block] = []

    init?(_ sample: Sample) {
      let rows = sample.rows.prefix(10).map { $0.cells.map(\.trimmingSpaces) }
      let row = rows.firstIndex { cells in
        cells.first.map(PriceColumnNames.isDate) == true
          && cells.contains { PriceColumnNames.field($0) == .close }
      }
      guard let row, row > 0 else { return nil }
      (self.row, cells) = (row, rows[row])
      let starts = cells.indices.filter { PriceColumnNames.isDate(cells[$0]) }
      for (start, end) in zip(starts, starts.dropFirst() + [cells.count]) where end > start + 1 {
        let names = rows[..<row].reversed().lazy.compactMap { above in
          (start..<end).lazy.compactMap { $0 < above.count ? above[$0] : nil }.first { !$0.isEmpty }
        }
        guard let security = names.first, !isNumber(security), !isDate(security) else {
          return nil
        }
        blocks.append(Block(security: security, columns: start..<end))
      }
      guard !blocks.isEmpty else { return nil }
    }
  }
}
