import MarketData

/// What a study measures of a series on the sessions of a grid.
struct SeriesValues {
  /// One value a session, missing where the series has none.
  let values: [Double]
  /// Why values are missing.
  let gaps: PriceGaps

  init(_ series: PriceSeries, on sessions: [Int64], _ spec: StudySpec) {
    let kind = spec.returns.kind
    func column(_ values: [Double]) -> [Double] {
      spread(values, at: series.dates, over: sessions)
    }
    let closes = column(series.prices)
    switch spec.returns.interval {
    case .closeToClose:
      values = returns(of: closes, kind: kind)
      gaps = PriceGaps(closes)
    case .openToClose:
      let opens = column(series.opens)
      values = returns(from: opens, to: closes, kind: kind)
      gaps = PriceGaps(closes, spansSessions: false, lacking: missingOpens(opens, closes))
    case .overnight:
      let opens = column(series.opens)
      values = returns(from: [.missing] + closes.dropLast(), to: opens, kind: kind)
      gaps = PriceGaps(closes, lacking: missingOpens(opens, closes))
    case .openToOpen:
      let opens = column(series.opens)
      values = returns(of: opens, kind: kind)
      gaps = PriceGaps(opens, lacking: missingOpens(opens, closes))
    }
  }
}

/// The sessions that have a close and no open.
private func missingOpens(_ opens: [Double], _ closes: [Double]) -> (
  sessions: [Int], reason: PriceGaps.Absence
) {
  (closes.indices.filter { closes[$0] > 0 && !(opens[$0] > 0) }, .missingOpen)
}
