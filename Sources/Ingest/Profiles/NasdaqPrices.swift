import MarketData

/// The downloads of Nasdaq.com: `Date,Close/Last,Volume,Open,High,Low`, newest first.
struct NasdaqPrices: PriceProfile {
  let id = "nasdaq"
  let title = "Nasdaq.com download of one series; needs --symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.keys.contains("date"), sample.keys.contains("closelast") else { return nil }
    return ProfileMatch(score: 95, evidence: "the header has Nasdaq.com's 'Close/Last'")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).anyLayout(options)
  }
}
