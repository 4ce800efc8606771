import MarketData

/// The frames that yfinance writes since 2024: a row of field names, a row of tickers, in either
/// order, and mostly a row that only names the dates.
struct YfinancePrices: PriceProfile {
  let id = "yfinance"
  let title = "yfinance: rows of fields, tickers and 'Date' above the bars of one or more series"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard let header = Header(sample) else { return nil }
    return ProfileMatch(
      score: 97,
      evidence: "row \(header.fieldRow + 1) names fields of bars and row \(header.tickerRow + 1) "
        + "tickers, above \(header.count == 3 ? "a row for dates" : "the first date")")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let header = Header(sample) else { throw .unrecognised(sample.name, kind: "prices") }
    let tickers = Set(header.tickers.dropFirst())
    if options.symbol != nil, tickers.count > 1 {
      throw .symbolNotNeeded(sample.name, column: "row \(header.tickerRow + 1)")
    }
    var columns = [PriceLayout.Column(name: "Date", role: .date)]
    for (field, ticker) in zip(header.fields, header.tickers).dropFirst() {
      let symbol = options.symbol ?? Symbol(rawValue: ticker)
      let role = PriceColumnNames.field(field).map { PriceLayout.Role.series(symbol, $0) }
      if let role, columns.contains(where: { $0.role == role }) {
        throw .duplicateColumn(sample.name, column: "\(field) of \(ticker)")
      }
      columns.append(.init(name: "\(field) of \(ticker)", role: role ?? .ignored))
    }
    guard columns.contains(where: { if case .series(_, .close) = $0.role { true } else { false } })
    else { throw .noCloseColumn(sample.name, header: header.fields) }
    let times = TimeLayout(
      SampledStamp.all(sample.rows.dropFirst(header.count), date: 0), options)
    return PriceLayout(
      columns: columns, headerCount: header.count, times: times, notes: times.notes)
  }

  /// The rows above the bars.
  private struct Header {
    var fieldRow: Int
    var tickerRow: Int
    var fields: [String]
    var tickers: [String]
    var count: Int

    init?(_ sample: Sample) {
      let rows = sample.rows.prefix(4).map { $0.cells.map(\.trimmingSpaces) }
      guard rows.count >= 3, rows[0].count > 1, rows[0].count == rows[1].count,
        !rows[..<2].contains(where: { isDate($0[0]) }),
        let fieldRow = (0...1).first(where: { isFields(rows[$0]) }), !isFields(rows[1 - fieldRow]),
        rows[1 - fieldRow].dropFirst().allSatisfy({ !$0.isEmpty && !isDate($0) && !isNumber($0) })
      else { return nil }
      (self.fieldRow, tickerRow) = (fieldRow, 1 - fieldRow)
      (fields, tickers) = (rows[fieldRow], rows[tickerRow])
      let third = rows[2]
      let namesDates =
        third.first.map { PriceColumnNames.isDate($0) } == true
        && third.dropFirst().allSatisfy(\.isEmpty)
      count = namesDates ? 3 : 2
      guard namesDates || third.first.map(isDate) == true else { return nil }
    }
  }
}

/// Whether the cells after the first name fields of bars, close among them; yfinance adds its
/// columns of dividends and splits.
private func isFields(_ cells: [String]) -> Bool {
  let names = cells.dropFirst()
  let known = names.filter { PriceColumnNames.field($0) != nil }
  let others = ["dividends", "stocksplits", "capitalgains", "repaired"]
  return known.contains { PriceColumnNames.field($0) == .close }
    && names.allSatisfy { PriceColumnNames.field($0) != nil || others.contains(columnKey($0)) }
}
