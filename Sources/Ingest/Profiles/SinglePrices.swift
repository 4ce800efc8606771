import MarketData

/// One row per date of one series: `date,close` and further columns, in any order.
struct SinglePrices: PriceProfile {
  let id = "single"
  let title = "one series, one row per date, columns named in a header; needs --symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options)
    guard sample.hasHeader, named.has(.date, .field(.close)), !named.has(.symbol) else {
      return nil
    }
    return ProfileMatch(score: 80, evidence: "the header names a date and a close, but no symbol")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).singleLayout(options)
  }
}
