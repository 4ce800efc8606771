import MarketData

/// The downloads of Alpha Vantage: `timestamp,open,high,low,close,...`, newest first. The times of
/// intraday bars are on the clock of New York.
struct AlphaVantagePrices: PriceProfile {
  let id = "alpha-vantage"
  let title = "Alpha Vantage download of one series; needs --symbol"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard sample.header.starts(with: ["timestamp", "open", "high", "low", "close"]),
      Set(sample.keys).isSubset(of: Self.keys)
    else { return nil }
    return ProfileMatch(score: 94, evidence: "the header is that of an Alpha Vantage download")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    var named = NamedPriceColumns(sample, options)
    // Others write this header too; Alpha Vantage's files begin with the newest bar.
    if isNewestFirst(sample) { named.sourceZone = Zone("America/New_York") }
    return try named.singleLayout(options)
  }

  private static let keys: Set = [
    "timestamp", "open", "high", "low", "close", "adjustedclose", "volume", "dividendamount",
    "splitcoefficient",
  ]

  private func isNewestFirst(_ sample: Sample) -> Bool {
    let stamps = sample.cells(0).compactMap { StampForm().stamp($0) }
    guard let first = stamps.first, let last = stamps.last else { return false }
    return (first.date, first.millisecond ?? 0) > (last.date, last.millisecond ?? 0)
  }
}
