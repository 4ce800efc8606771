import MarketData

/// One row per date and one column per symbol: `date,AAA,BBB`. An empty cell means no trade.
struct WidePrices: PriceProfile {
  let id = "wide"
  let title = "one row per date, one column of closes per symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options)
    let series = seriesColumns(sample)
    guard sample.hasHeader, isDateColumn(sample), !series.isEmpty, !named.has(.symbol),
      !named.hasPriceField, !series.contains(where: { isReturn(sample.keys[$0]) }),
      series.allSatisfy({ isNumeric(sample, $0) })
    else { return nil }
    return ProfileMatch(
      score: 70,
      evidence: "below the header, the first column holds dates and the other \(series.count) "
        + "only numbers")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    let series = seriesColumns(sample)
    if options.symbol != nil, series.count != 1 {
      throw .symbolNotNeeded(sample.name, column: "the header")
    }
    var columns = sample.header.map { PriceLayout.Column(name: $0, role: .ignored) }
    guard !series.isEmpty else { throw .noCloseColumn(sample.name, header: sample.header) }
    columns[0].role = .date
    for column in series {
      let name = sample.header[column]
      if series.contains(where: { $0 < column && sample.header[$0] == name }) {
        throw .duplicateColumn(sample.name, column: name)
      }
      columns[column].role = .series(options.symbol ?? Symbol(rawValue: name), .close)
    }
    let times = TimeLayout(SampledStamp.all(sample.body, date: 0), options)
    return PriceLayout(columns: columns, headerCount: 1, times: times, notes: times.notes)
  }

  private func seriesColumns(_ sample: Sample) -> [Int] {
    sample.header.indices.dropFirst().filter { !sample.header[$0].isEmpty }
  }

  private func isDateColumn(_ sample: Sample) -> Bool {
    guard let key = sample.keys.first, key.isEmpty || key.contains("date") || key.contains("time")
    else { return false }
    return sample.body.isEmpty || sample.share(0, of: isDate) > 0.8
      || NumberStamp(sample.cells(0)) != nil
  }

  private func isNumeric(_ sample: Sample, _ column: Int) -> Bool {
    sample.cells(column).allSatisfy(isMissingText) || sample.share(column, of: isNumber) > 0.8
  }

  /// Whether a name says that its column holds changes, from which no price can be read.
  private func isReturn(_ key: String) -> Bool {
    ["return", "returns", "ret", "change", "chg", "yield"].contains(key)
  }
}
