/// The CSV download of Yahoo Finance until 2024: `Date,Open,High,Low,Close,Adj Close,Volume`.
struct YahooPrices: PriceProfile {
  let id = "yahoo"
  let title = "Yahoo Finance download of one series; needs --symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let keys = ["date", "open", "high", "low", "close", "adjclose", "volume"]
    guard sample.keys.sorted() == keys.sorted(), sample.header.contains("Adj Close") else {
      return nil
    }
    return ProfileMatch(score: 95, evidence: "the header is that of a Yahoo Finance download")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).singleLayout(options)
  }
}
