import MarketData

/// Bars without a header, recognised by their shape: perhaps a symbol, a date or a time, perhaps a
/// time of day, then a close, or open, high, low and close, and perhaps a volume.
struct HeaderlessPrices: PriceProfile {
  let id = "headerless"
  let title = "bars without a header: date[,time],open,high,low,close[,volume]"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard let shape = HeaderlessShape(sample) else { return nil }
    return ProfileMatch(
      score: 60, evidence: "there is no header, and records have the shape \(shape.words)")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    guard let shape = HeaderlessShape(sample) else {
      throw .unrecognised(sample.name, kind: "prices")
    }
    return try shape.layout(sample, options)
  }
}

/// The history that MetaTrader 4 exports: `2025.06.05,13:30,open,high,low,close,volume` without a
/// header, on the clock of the broker's server, which the file does not name.
struct MetaTrader4Prices: PriceProfile {
  let id = "metatrader4"
  let title = "MetaTrader 4 export of one series: yyyy.mm.dd,hh:mm,open,high,low,close,volume"

  func match(_ sample: Sample, _ options: ImportOptions) -> ProfileMatch? {
    guard let shape = HeaderlessShape(sample), shape.clock != nil, shape.symbol == nil,
      shape.numbers.count >= 5,
      sample.cells(shape.date).allSatisfy({
        $0.utf8.count == 10 && $0.utf8.dropFirst(4).first == 0x2E
      })
    else { return nil }
    return ProfileMatch(
      score: 88, evidence: "there is no header, and records are those of a MetaTrader 4 export")
  }

  func layout(_ sample: Sample, _ options: ImportOptions) throws(ImportError) -> PriceLayout {
    try HeaderlessPrices().layout(sample, options)
  }
}
