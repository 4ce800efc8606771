/// The downloads of Tiingo, the close before the open and every price adjusted a second time.
struct TiingoPrices: PriceProfile {
  let id = "tiingo"
  let title = "Tiingo end-of-day prices; needs --symbol unless there is a ticker"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard
      Set(sample.header).isSuperset(of: ["date", "close", "adjClose", "divCash", "splitFactor"])
    else { return nil }
    return ProfileMatch(score: 95, evidence: "the header has Tiingo's adjClose and divCash")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).anyLayout(options)
  }
}
