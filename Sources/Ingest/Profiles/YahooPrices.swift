import MarketData

/// The CSV download of Yahoo Finance until 2024, `Date,Open,High,Low,Close,Adj Close,Volume`, and
/// what programs that ask Yahoo Finance write of one series.
struct YahooPrices: PriceProfile {
  let id = "yahoo"
  let title = "Yahoo Finance download of one series; needs --symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let keys = Set(sample.keys)
    guard keys.isSuperset(of: ["open", "high", "low", "close", "volume"]),
      keys.contains("date") || keys.contains("datetime"), !keys.contains("symbol"),
      sample.header.contains("Adj Close") || keys.isSuperset(of: ["dividends", "stocksplits"])
    else { return nil }
    return ProfileMatch(score: 95, evidence: "the header is that of a Yahoo Finance download")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).singleLayout(options)
  }
}
