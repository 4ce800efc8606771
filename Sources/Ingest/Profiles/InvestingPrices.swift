import MarketData

/// The downloads of Investing.com: `Date,Price,Open,High,Low,Vol.,Change %`, newest first, in the
/// language of the site; the close is called price.
struct InvestingPrices: PriceProfile {
  let id = "investing"
  let title = "Investing.com download of one series; the file's name or --symbol names it"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    let named = NamedPriceColumns(sample, options)
    guard named.has(.date, .field(.close)), let last = sample.header.last,
      sample.header.count == 7 || sample.header.count == 6, named.places[.date] == 0,
      named.places[.field(.close)] == 1, named.places[.field(.open)] == 2, last.contains("%")
    else { return nil }
    return ProfileMatch(
      score: 95, evidence: "the header is that of an Investing.com download, with '\(last)' last")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    let named = NamedPriceColumns(sample, options)
    guard options.symbol == nil, let symbol = symbol(of: sample.stem) else {
      return try named.singleLayout(options)
    }
    var layout = try named.layout(options)
    layout.symbol = symbol
    layout.notes.append("the symbol \(symbol) is from the file's name")
    return layout
  }

  /// What stands before the words that the site adds to its files' names.
  private func symbol(of stem: String?) -> Symbol? {
    let words = " Historical Data"
    guard let stem, let end = stem.firstRange(of: words)?.lowerBound, end > stem.startIndex else {
      return nil
    }
    return Symbol(rawValue: String(stem[..<end]))
  }
}
