/// The history that MetaTrader 5 exports: `<DATE> <TIME> <OPEN> ... <TICKVOL> <VOL> <SPREAD>`.
///
/// Times are on the clock of the broker's server, which the file does not name.
struct MetaTraderPrices: PriceProfile {
  let id = "metatrader"
  let title = "MetaTrader 5 export of one series; needs --symbol, and --time-zone for intraday bars"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard Set(sample.header).isSuperset(of: ["<DATE>", "<CLOSE>", "<TICKVOL>"]) else {
      return nil
    }
    return ProfileMatch(score: 96, evidence: "the header is that of a MetaTrader 5 export")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try NamedPriceColumns(sample, options).anyLayout(options)
  }
}
