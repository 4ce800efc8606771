/// The flat files of Polygon (Massive): aggregates that begin at `window_start`, in nanoseconds
/// since 1970 in UTC; prices are not adjusted.
struct PolygonPrices: PriceProfile {
  let id = "polygon"
  let title = "Polygon flat file: ticker,volume,open,close,high,low,window_start,transactions"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard Set(sample.header).isSuperset(of: ["ticker", "close", "window_start"]) else {
      return nil
    }
    return ProfileMatch(score: 95, evidence: "the header has Polygon's window_start")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).anyLayout(options)
  }
}
