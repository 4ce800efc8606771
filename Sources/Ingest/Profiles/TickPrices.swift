import MarketData

/// Trades one by one: a time, a price and perhaps a size. Of several at one time the last is kept.
struct TickPrices: PriceProfile {
  let id = "ticks"
  let title = "trades one by one, a time and a price; the last of each time is kept"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options)
    guard sample.hasHeader, let date = named.places[.date], named.has(.field(.close)),
      !named.has(.field(.open)), !named.has(.symbol), repeatsTimes(sample, date)
    else { return nil }
    return ProfileMatch(
      score: 85, evidence: "the header names a time and a price, and rows repeat their time")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).singleLayout(options)
  }

  /// Whether a tenth of the rows have the time of the row before, and times are not dates.
  private func repeatsTimes(_ sample: Sample, _ date: Int) -> Bool {
    let cells = sample.cells(date)
    let repeated = zip(cells, cells.dropFirst()).count { $0 == $1 }
    let hasTimes = cells.contains { StampForm().stamp($0)?.millisecond ?? 0 != 0 }
    return hasTimes && repeated * 10 >= cells.count
  }
}
