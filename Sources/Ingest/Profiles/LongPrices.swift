import MarketData

/// One row per date and symbol: `date,symbol,close` and further columns, in any order.
struct LongPrices: PriceProfile {
  let id = "long"
  let title = "one row per date and symbol, columns named in a header"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options)
    guard sample.hasHeader, named.has(.date, .symbol, .field(.close)) else { return nil }
    return ProfileMatch(score: 90, evidence: "the header names a date, a symbol and a close")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    let named = NamedPriceColumns(sample, options)
    guard named.has(.symbol) else {
      _ = try named.layout(options)
      throw .noColumn(sample.name, wanted: "symbol", header: sample.header)
    }
    return try named.anyLayout(options)
  }
}
