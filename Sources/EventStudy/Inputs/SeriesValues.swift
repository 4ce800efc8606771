import Foundation
import MarketData

/// What a study measures of a series on the sessions of a grid.
struct SeriesValues {
  /// One value a session, missing where the series has none.
  let values: [Double]
  /// Why values are missing.
  let gaps: PriceGaps

  init(_ series: PriceSeries, on sessions: [Int64], _ spec: StudySpec) {
    let columns = SessionColumns(series: series, sessions: sessions)
    switch spec.measure {
    case .return, .volatility: self.init(returnsOf: columns, spec.returns)
    case .volume: self.init(volumesOf: columns)
    case .range: self.init(rangesOf: columns)
    }
  }

  /// The returns of some bars.
  init(_ series: BarSeries, at blocks: BarBlocks) {
    values = blocks.returns(of: series)
    gaps = blocks.gaps(of: series)
  }

  private init(returnsOf columns: SessionColumns, _ spec: StudySpec.Returns) {
    let closes = columns[\.prices]
    func missingOpens(_ opens: [Double]) -> [PriceGaps.Lack] {
      closes.indices.filter { closes[$0] > 0 && !(opens[$0] > 0) }
        .map { PriceGaps.Lack(session: $0, reason: .missingOpen) }
    }
    switch spec.interval {
    case .closeToClose:
      values = returns(of: closes, kind: spec.kind)
      gaps = PriceGaps(closes)
    case .openToClose:
      let opens = columns[\.opens]
      values = returns(from: opens, to: closes, kind: spec.kind)
      gaps = PriceGaps(closes, spansSessions: false, lacking: missingOpens(opens))
    case .overnight:
      let opens = columns[\.opens]
      values = returns(from: [.missing] + closes.dropLast(), to: opens, kind: spec.kind)
      gaps = PriceGaps(closes, lacking: missingOpens(opens))
    case .openToOpen:
      let opens = columns[\.opens]
      values = returns(of: opens, kind: spec.kind)
      gaps = PriceGaps(opens, lacking: missingOpens(opens))
    }
  }

  /// ln(1 + V), so that a session without trade has a value.
  private init(volumesOf columns: SessionColumns) {
    let (closes, volumes) = (columns[\.prices], columns[\.volumes])
    values = volumes.map { $0 >= 0 ? log1p($0) : .missing }
    gaps = PriceGaps(
      closes, spansSessions: false, outside: .missingValue,
      lacking: closes.indices.filter { closes[$0] > 0 && !(volumes[$0] >= 0) }
        .map { PriceGaps.Lack(session: $0, reason: .missingVolume) })
  }

  /// The logarithm of Parkinson's volatility: near normal, which the range itself is not
  /// (Parkinson 1980, Journal of Business 53; Alizadeh, Brandt & Diebold 2002, Journal of Finance
  /// 57).
  private init(rangesOf columns: SessionColumns) {
    let (closes, highs, lows) = (columns[\.prices], columns[\.highs], columns[\.lows])
    let scale = 2 * log(2.0).squareRoot()
    values = zip(highs, lows).map { high, low in
      low > 0 && high > low ? log(log(high / low) / scale) : .missing
    }
    gaps = PriceGaps(
      closes, spansSessions: false, outside: .missingValue,
      lacking: closes.indices.filter { closes[$0] > 0 && !(lows[$0] > 0 && highs[$0] > lows[$0]) }
        .map {
          PriceGaps.Lack(session: $0, reason: highs[$0] == lows[$0] ? .zeroRange : .missingRange)
        })
  }
}

/// The columns of a series laid out over sessions.
private struct SessionColumns {
  let series: PriceSeries
  let sessions: [Int64]

  subscript(column: KeyPath<PriceSeries, [Double]>) -> [Double] {
    spread(series[keyPath: column], at: series.dates, over: sessions)
  }
}
